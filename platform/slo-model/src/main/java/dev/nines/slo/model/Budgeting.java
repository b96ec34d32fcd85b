package dev.nines.slo.model;

import java.math.BigDecimal;
import java.time.Duration;

/** What the error budget is counted in. */
public sealed interface Budgeting {
  /** In events: an objective of 99.9 % lets one event in a thousand be bad. */
  record Occurrences() implements Budgeting {}

  /**
   * In slices of time: a slice is bad when less than {@code target} of its events were good, and
   * the objective is the share of good slices. A slice without events is not counted.
   *
   * @param target the share of good events a good slice has, above 0 and at most 1
   */
  record Timeslices(Duration slice, BigDecimal target) implements Budgeting {
    public Timeslices {
      check(slice);
      if (target.signum() <= 0 || target.compareTo(BigDecimal.ONE) > 0) {
        throw new IllegalArgumentException("target must be in (0, 1], was: " + target);
      }
    }
  }

  /**
   * In slices of time that weigh the same, however many events each had: the error ratio is the
   * mean of the slices' own. A slice without events is not counted.
   */
  record RatioTimeslices(Duration slice) implements Budgeting {
    public RatioTimeslices {
      check(slice);
    }
  }

  private static void check(Duration slice) {
    if (slice.isNegative() || slice.isZero()) {
      throw new IllegalArgumentException("slice must be above 0, was: " + slice);
    }
  }
}
