package dev.nines.slo.model;

import java.math.BigDecimal;

/**
 * Share of good events required over the period, in percent: {@code 99.9}, not {@code 0.999}.
 *
 * @param percent strictly between 0 and 100; 100 would leave no budget to burn. Without trailing
 *     zeros
 */
public record Objective(BigDecimal percent) {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  public Objective {
    if (percent.signum() <= 0 || percent.compareTo(HUNDRED) >= 0) {
      throw new IllegalArgumentException(
          "objective must be between 0 and 100 percent (exclusive), was: " + percent);
    }
    percent = plain(percent);
  }

  /** From a text such as {@code 99.9}. */
  public static Objective percent(String percent) {
    return new Objective(new BigDecimal(percent));
  }

  /** The objective as a share: {@code 0.999}. */
  public BigDecimal share() {
    return plain(percent.movePointLeft(2));
  }

  /** The error budget, the share of events that may be bad: {@code 0.001}. */
  public BigDecimal budget() {
    return plain(BigDecimal.ONE.subtract(share()));
  }

  private static BigDecimal plain(BigDecimal number) {
    var stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  @Override
  public String toString() {
    return percent.toPlainString() + " %";
  }
}
