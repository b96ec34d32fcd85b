package dev.nines.cli.bench;

import java.time.Duration;

/**
 * How hard, and how often, a stack is asked at a steady rate.
 *
 * @param rate requests per second
 * @param duration of what counts, in whole seconds
 * @param warmUp load before it, in whole seconds; zero for none
 * @param rounds in each of which all ways have their turn
 */
public record SteadyPlan(double rate, Duration duration, Duration warmUp, int rounds) {
  /**
   * @throws IllegalArgumentException naming what can't be
   */
  public SteadyPlan {
    if (!(rate >= 1) || rounds < 1) {
      throw new IllegalArgumentException("rate and rounds must be at least 1");
    }
    if (duration.toSeconds() < 1 || duration.toNanosPart() != 0 || warmUp.toNanosPart() != 0) {
      throw new IllegalArgumentException(
          "duration must be whole seconds and at least 1s, warm-up whole seconds or 0s");
    }
  }

  /**
   * How long it takes at most, but for what comes before and between.
   *
   * @param ways each of which is warmed up, and has its turn in each round
   */
  Duration altogether(int ways) {
    return warmUp.multipliedBy(4).plus(duration.multipliedBy(rounds)).multipliedBy(ways);
  }
}
