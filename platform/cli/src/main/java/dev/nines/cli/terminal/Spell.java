package dev.nines.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Durations and shares as people write them. */
public final class Spell {
  private Spell() {}

  /**
   * Such as {@code 0.4 s}, {@code 12.3 s}, {@code 3 min 5 s}, {@code 7 h 2 min}, {@code 29 d 4 h}.
   */
  public static String duration(Duration duration) {
    if (duration.isNegative()) {
      return "-" + duration(duration.negated());
    }
    if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (duration.compareTo(Duration.ofHours(1)) < 0) {
      return two(duration.toMinutes(), "min", duration.toSecondsPart(), "s");
    }
    if (duration.compareTo(Duration.ofDays(1)) < 0) {
      return two(duration.toHours(), "h", duration.toMinutesPart(), "min");
    }
    return two(duration.toDays(), "d", duration.toHoursPart(), "h");
  }

  private static String two(long big, String bigUnit, long small, String smallUnit) {
    return big + " " + bigUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }

  /** A share of one in percent: {@code 0.999} is {@code 99.9 %}; no more digits than it needs. */
  public static String percent(double share, int digits) {
    String text = String.format(Locale.ROOT, "%." + digits + "f", share * 100);
    String bare = text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    return ("-0".equals(bare) ? "0" : bare) + " %";
  }
}
