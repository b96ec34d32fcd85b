package dev.nines.slo.compiler;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** Durations and shares as people read them in mails, runbooks and dashboards. */
public final class Wording {
  private static final MathContext DIGITS = new MathContext(12);

  private Wording() {}

  /** {@code 5 minutes}, {@code 1 hour}, {@code 8 hours 24 minutes}, {@code 30 days}. */
  public static String duration(Duration duration) {
    if (duration.toMinutes() < 60) {
      return count(duration.toMinutes(), "minute");
    }
    if (duration.toHours() >= 24 && duration.equals(Duration.ofDays(duration.toDays()))) {
      return count(duration.toDays(), "day");
    }
    var hours = count(duration.toHours(), "hour");
    int minutes = duration.toMinutesPart();
    return minutes == 0 ? hours : hours + " " + count(minutes, "minute");
  }

  /** A share of 1 in percent, without its sign: {@code 0.144} is {@code 14.4}. */
  public static String percent(BigDecimal share) {
    return share.movePointRight(2).round(DIGITS).stripTrailingZeros().toPlainString();
  }

  /** {@code 14.4}, {@code 1}. */
  public static String number(BigDecimal number) {
    return number.round(DIGITS).stripTrailingZeros().toPlainString();
  }

  private static String count(long count, String unit) {
    return count + " " + unit + (count == 1 ? "" : "s");
  }
}
