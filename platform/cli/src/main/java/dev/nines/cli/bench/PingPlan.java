package dev.nines.cli.bench;

import java.time.Duration;

/**
 * How hard, and how often, each contestant is tried.
 *
 * @param rounds in each of which all have their turn
 * @param connections that are open at once, each with a request on its way
 * @param duration of what counts, in whole seconds
 * @param warmUp before it, in whole seconds; zero for none
 */
public record PingPlan(int rounds, int connections, Duration duration, Duration warmUp) {
  /**
   * @throws IllegalArgumentException naming what can't be
   */
  public PingPlan {
    if (rounds < 1 || connections < 1) {
      throw new IllegalArgumentException("rounds and connections must be at least 1");
    }
    if (duration.toSeconds() < 1 || duration.toNanosPart() != 0 || warmUp.toNanosPart() != 0) {
      throw new IllegalArgumentException(
          "duration must be whole seconds and at least 1s, warm-up whole seconds or 0s");
    }
  }
}
