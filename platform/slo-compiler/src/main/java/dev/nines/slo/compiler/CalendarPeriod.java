package dev.nines.slo.compiler;

import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Recording;
import dev.nines.slo.model.Period.Calendar;
import dev.nines.slo.model.Slo;
import dev.nines.slo.model.ZoneClock;
import dev.nines.slo.model.ZoneClock.Change;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The calendar in PromQL. No range of PromQL's begins at a moment that is computed; so each sample
 * of the base series is recorded once more with a label that says in which period it falls, and the
 * sum over a range long enough for any period is the present one's where the label says so.
 */
final class CalendarPeriod {
  private static final long DAY = Duration.ofDays(1).toSeconds();

  /** A month's mean length in days, by which the middle of any near month is reckoned. */
  private static final double MEAN_MONTH = 30.44;

  private static final String BY = "period_start";

  private final Slo slo;
  private final Calendar calendar;
  private final ZoneClock clock;

  CalendarPeriod(Slo slo, Calendar calendar) {
    this.slo = slo;
    this.calendar = calendar;
    this.clock = calendar.clock();
  }

  /**
   * When the present period begins and ends: on the place's clock, as if that were UTC, and in UTC.
   */
  List<Rule> turns(Map<String, String> labels) {
    var now = "vector(time())";
    return List.of(
        new Recording(Series.LOCAL_TIME, now + "\n+\n" + offset(now), labels),
        new Recording(Series.LOCAL_START, localStart(recorded(Series.LOCAL_TIME)), labels),
        new Recording(Series.LOCAL_END, localEnd(recorded(Series.LOCAL_START)), labels),
        new Recording(Series.PERIOD_START, utc(recorded(Series.LOCAL_START)), labels),
        new Recording(Series.PERIOD_END, utc(recorded(Series.LOCAL_END)), labels));
  }

  /** The base series once more, with the period's beginning as a label. */
  List<Rule> labelled(Sums sums, Map<String, String> labels) {
    return List.of(
        new Recording(Series.PERIOD_TOTAL, labelled(sums.recorded(sums.total())), labels),
        new Recording(Series.PERIOD_BAD, labelled(sums.recorded(sums.bad())), labels));
  }

  private String labelled(String series) {
    return "%s\n* on (service, slo) group_left (%s)\n(%s)".formatted(series, BY, present());
  }

  /** 1, with the present period's beginning as a label. */
  private String present() {
    return "count_values by (service, slo) (\"%s\", %s)"
        .formatted(BY, recorded(Series.PERIOD_START));
  }

  String ratio(Sums sums) {
    return "%s\n/\n(%s > 0)"
        .formatted(
            ofPeriod(sums, "sum", Series.PERIOD_BAD), ofPeriod(sums, "sum", Series.PERIOD_TOTAL));
  }

  /** Of the whole period, what lies ahead of it too. */
  String covered(Sums sums) {
    return "clamp_max(\n  %s * %d\n  / on (service, slo) group_left ()\n  (%s - %s),\n  1\n)"
        .formatted(
            ofPeriod(sums, "count", Series.PERIOD_TOTAL),
            sums.step().toSeconds(),
            recorded(Series.PERIOD_END),
            recorded(Series.PERIOD_START));
  }

  private String ofPeriod(Sums sums, String function, String metric) {
    return "sum without (%s) (%s and on (service, slo, %s) %s)"
        .formatted(BY, sums.over(function, metric, calendar.longest()), BY, present());
  }

  /** The beginning of the period in which {@code local} lies. */
  String localStart(String local) {
    return switch (calendar.unit()) {
      case DAY -> {
        long length = calendar.count() * DAY;
        long begin = Math.floorMod(calendar.start().toEpochSecond(ZoneOffset.UTC), length);
        yield "%s\n- (%s - %d) %% %d".formatted(local, local, begin, length);
      }
      case MONTH -> startOfMonths("(" + local + " - " + shift() + ")");
    };
  }

  /** {@code shifted} is a clock on which periods begin at midnight of a first. */
  private String startOfMonths(String shifted) {
    var first =
        "%s\n- (day_of_month(%s) - 1) * %d - %s %% %d"
            .formatted(shifted, shifted, DAY, shifted, DAY);
    if (calendar.count() == 1) {
      return first + "\n+ " + shift();
    }
    var back =
        "((month(%s) + %d) %% %d)"
            .formatted(shifted, 12 - calendar.start().getMonthValue(), calendar.count());
    if (12 % calendar.count() != 0) {
      int begin = calendar.start().getYear() * 12 + calendar.start().getMonthValue();
      back =
          "((year(%s) * 12 + month(%s) - %d) %% %d)"
              .formatted(shifted, shifted, begin % calendar.count(), calendar.count());
    }
    var months = back;
    var days =
        IntStream.range(1, calendar.count())
            .mapToObj(i ->
                "(%s >= bool %d) * days_in_month(%s - %d)"
                    .formatted(months, i, "(" + first + ")", middle(-i)))
            .collect(Collectors.joining("\n  + "));
    return "%s\n- %d * (\n  %s\n)\n+ %d".formatted(first, DAY, days, shift());
  }

  /** How far the middle of a month lies from the beginning of the present one, without sign. */
  private static long middle(int months) {
    return Math.abs(Math.round((months + 0.5) * MEAN_MONTH)) * DAY;
  }

  String localEnd(String localStart) {
    return switch (calendar.unit()) {
      case DAY -> localStart + " + " + calendar.count() * DAY;
      case MONTH -> {
        var days =
            IntStream.range(0, calendar.count())
                .mapToObj(i -> "days_in_month(%s + %d)".formatted(localStart, middle(i) - shift()))
                .collect(Collectors.joining("\n  + "));
        yield "%s\n+ %d * (\n  %s\n)".formatted(localStart, DAY, days);
      }
    };
  }

  /** Seconds from midnight of a first to when a period of months begins. */
  private long shift() {
    return (calendar.start().getDayOfMonth() - 1) * DAY
        + calendar.start().toLocalTime().toSecondOfDay();
  }

  /** In UTC. The clock's state is asked as if it were winter: a change at the very turn is rare. */
  String utc(String local) {
    var winter = "(%s - %d)".formatted(local, clock.winter().getTotalSeconds());
    return "%s\n-\n%s".formatted(local, offset(winter));
  }

  /** Seconds by which the clock is ahead of UTC at the moment {@code utc}. */
  String offset(String utc) {
    int winter = clock.winter().getTotalSeconds();
    int summer = clock.summer().getTotalSeconds() - winter;
    if (clock.changes().isEmpty() || summer == 0) {
      return "(" + winter + ")";
    }
    var first = clock.changes().getFirst();
    var last = clock.changes().getLast();
    // At the turn of a year, the two shifted clocks are not in the same one: hence the month.
    return "(%d + %d * (\n  (%s)\n  * (month(%s) <= bool %d)\n  * (1 - (%s))\n))"
        .formatted(
            winter,
            summer,
            after(first, utc),
            shifted(first, utc),
            last.month().getValue(),
            after(last, utc));
  }

  private static String shifted(Change change, String utc) {
    return utc + " + " + change.shift().toSeconds();
  }

  /** 1 from the change on until the end of the year, else 0. */
  private static String after(Change change, String utc) {
    var time = shifted(change, utc);
    int month = change.month().getValue();
    return "(month(%s) > bool %d) + (month(%s) == bool %d) * (%s >= bool %d)"
        .formatted(time, month, time, month, latest(change, time), change.day());
  }

  /** The day of the month; where the change is on a weekday, the latest such day's. */
  private static String latest(Change change, String time) {
    var day = "day_of_month(" + time + ")";
    return change
        .weekday()
        .map(weekday ->
            "(%s - (day_of_week(%s) + %d) %% 7)".formatted(day, time, 7 - sunday0(weekday)))
        .orElse(day);
  }

  /** Prometheus counts from Sunday, 0. */
  private static int sunday0(DayOfWeek weekday) {
    return weekday.getValue() % 7;
  }

  private String recorded(String metric) {
    return Promql.recorded(metric, slo);
  }
}
