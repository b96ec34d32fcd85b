package dev.nines.cli.telemetry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to try.
 *
 * @param rate requests per second
 * @param duration for how long, at each sampling
 * @param samplings one after the other
 * @param queue how many spans a service may queue; empty for its own default
 * @param stall for how long the receiver leaves all without an answer, from a third of the duration
 *     on; zero for never
 */
public record Trial(
    double rate,
    Duration duration,
    List<Sampling> samplings,
    Optional<Integer> queue,
    Duration stall) {
  /** So many requests at most: all their spans are kept in memory. */
  public static final int MOST_REQUESTS = 150_000;

  private static final int MILLIS = 1000;

  /**
   * @throws IllegalArgumentException naming what can't be
   */
  public Trial {
    samplings = List.copyOf(samplings);
    if (!(rate > 0) || duration.isZero() || samplings.isEmpty()) {
      throw new IllegalArgumentException("rate, duration and samplings must not be empty or 0");
    }
    if (rate * duration.toMillis() / MILLIS > MOST_REQUESTS) {
      throw new IllegalArgumentException(
          "rate times duration must be at most %d requests, was: %.0f"
              .formatted(MOST_REQUESTS, rate * duration.toMillis() / MILLIS));
    }
    if (queue.filter(size -> size < 1).isPresent()) {
      throw new IllegalArgumentException("queue must be at least 1, was: " + queue.get());
    }
    if (stall.compareTo(duration) >= 0) {
      throw new IllegalArgumentException(
          "stall must be shorter than the duration, was: " + stall.toSeconds() + " s");
    }
  }
}
