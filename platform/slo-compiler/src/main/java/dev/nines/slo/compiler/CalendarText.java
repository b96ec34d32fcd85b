package dev.nines.slo.compiler;

import dev.nines.slo.model.Period.Calendar;

/** A calendar's period in words. */
final class CalendarText {
  private CalendarText() {}

  /** {@code day}, {@code week}, {@code 10 days}, {@code month}, {@code quarter}, {@code year}. */
  static String of(Calendar calendar) {
    int count = calendar.count();
    return switch (calendar.unit()) {
      case DAY -> count == 7 ? "week" : count == 1 ? "day" : count + " days";
      case MONTH ->
          switch (count) {
            case 1 -> "month";
            case 3 -> "quarter";
            case 12 -> "year";
            default -> count + " months";
          };
    };
  }
}
