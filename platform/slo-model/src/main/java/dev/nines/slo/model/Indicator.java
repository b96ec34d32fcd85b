package dev.nines.slo.model;

import java.time.Duration;

/** What an SLO counts. Every indicator lowers to bad and total events. */
public sealed interface Indicator {
  /** Two counters of events; {@code bad} is a subset of {@code total}. */
  record BadOfTotal(Selector bad, Selector total) implements Indicator {}

  /** Two counters of events; {@code good} is a subset of {@code total}, and the rest is bad. */
  record GoodOfTotal(Selector good, Selector total) implements Indicator {}

  /**
   * A classic histogram in seconds: an event slower than {@code limit} is bad.
   *
   * @param bucket the good events, a {@code _seconds_bucket} series with an {@code le} of exactly
   *     {@code limit}
   * @param total all events
   * @param limit above 0
   */
  record Latency(Selector bucket, Selector total, Duration limit) implements Indicator {
    public Latency {
      if (limit.isNegative() || limit.isZero()) {
        throw new IllegalArgumentException("limit must be above 0, was: " + limit);
      }
    }
  }

  /**
   * Any PromQL expression that is a share of bad (or good) events, from 0 to 1. It says nothing of
   * how many events there were, so each minute weighs the same.
   *
   * @param query an instant expression, of one series
   * @param meaning whether 1 means that all is bad or that all is good
   */
  record RawRatio(String query, RatioOf meaning) implements Indicator {}

  /** What the share in a {@link RawRatio} is a share of; OpenSLO's {@code rawType}. */
  enum RatioOf {
    FAILURE,
    SUCCESS
  }
}
