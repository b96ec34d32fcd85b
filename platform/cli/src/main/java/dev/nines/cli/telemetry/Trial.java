package dev.nines.cli.telemetry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to try.
 *
 * @param rate requests per second
 * @param duration for how long, at each sampling
 * @param warmUp for how long a fifth of the rate is sent before; its spans count, too
 * @param samplings one after the other
 * @param queue how many spans a service may queue; empty for its own default
 * @param stall for how long the receiver leaves all without an answer, from a third of the duration
 *     on; zero for never
 */
public record Trial(
    double rate,
    Duration duration,
    Duration warmUp,
    List<Sampling> samplings,
    Optional<Integer> queue,
    Duration stall) {
  /** So many requests at most: all their spans are kept in memory. */
  public static final int MOST_REQUESTS = 150_000;

  private static final double WARM_UP_SHARE = 0.2;
  private static final double MILLIS = 1000;

  /**
   * @throws IllegalArgumentException naming what can't be
   */
  public Trial {
    samplings = List.copyOf(samplings);
    if (!(rate > 0) || duration.isZero() || samplings.isEmpty()) {
      throw new IllegalArgumentException("rate, duration and samplings must not be empty or 0");
    }
    double requests = rate * seconds(duration) + warmUpRate(rate) * seconds(warmUp);
    if (requests > MOST_REQUESTS) {
      throw new IllegalArgumentException(
          "there must be at most %d requests, warm-up included, were: %.0f"
              .formatted(MOST_REQUESTS, requests));
    }
    if (queue.filter(size -> size < 1).isPresent()) {
      throw new IllegalArgumentException("queue must be at least 1, was: " + queue.get());
    }
    if (stall.compareTo(duration) >= 0) {
      throw new IllegalArgumentException(
          "stall must be shorter than the duration, was: " + stall.toSeconds() + " s");
    }
  }

  /** Requests per second before it begins. */
  double warmUpRate() {
    return warmUpRate(rate);
  }

  private static double warmUpRate(double rate) {
    return Math.max(1, rate * WARM_UP_SHARE);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS;
  }
}
