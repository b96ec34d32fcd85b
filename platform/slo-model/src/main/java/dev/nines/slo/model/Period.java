package dev.nines.slo.model;

import java.time.Duration;

/** The time over which an objective must hold and its error budget is spent. */
public sealed interface Period {
  /** How long the period is. */
  Duration length();

  /**
   * The last {@code length} before any moment.
   *
   * @param length whole minutes, at least one
   */
  record Rolling(Duration length) implements Period {
    public Rolling {
      if (length.toMinutes() < 1 || !length.equals(Duration.ofMinutes(length.toMinutes()))) {
        throw new IllegalArgumentException("length must be whole minutes, was: " + length);
      }
    }

    public static Rolling days(int days) {
      return new Rolling(Duration.ofDays(days));
    }
  }
}
