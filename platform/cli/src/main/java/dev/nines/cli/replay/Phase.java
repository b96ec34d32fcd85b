package dev.nines.cli.replay;

import java.time.Duration;

/**
 * A time during which traffic stays the same.
 *
 * @param traffic as a multiple of the history's usual rate, from 0
 * @param bad share of events that are bad, from 0 to 1
 * @param mishap what else happens
 */
public record Phase(Duration length, double traffic, double bad, Mishap mishap) {
  /** What a fleet does to its own counters. */
  public enum Mishap {
    NONE,
    /** Each replica restarts once, one after the other: its counters begin at 0 again. */
    ROLLING_RESTART,
    /** Events go on, but nobody scrapes them. */
    SCRAPE_GAP,
    /** The targets are gone: no events, no samples, {@code up} is 0. */
    DOWN
  }

  public Phase {
    if (length.isNegative() || length.isZero()) {
      throw new IllegalArgumentException("length must be above 0, was: " + length);
    }
    if (traffic < 0 || bad < 0 || bad > 1) {
      throw new IllegalArgumentException(
          "traffic must be at least 0 and bad in [0, 1], was: " + traffic + ", " + bad);
    }
  }

  static Phase healthy(Duration length) {
    return new Phase(length, 1, 0, Mishap.NONE);
  }

  static Phase failing(Duration length, double bad) {
    return new Phase(length, 1, bad, Mishap.NONE);
  }

  static Phase mishap(Duration length, Mishap mishap) {
    return new Phase(length, 1, 0, mishap);
  }
}
