package dev.nines.cli.replay;

import dev.nines.cli.replay.Phase.Mishap;
import dev.nines.slo.compiler.ExampleSeries.Role;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Good and bad events of one replica, counted while time passes. */
final class Events {
  /** Above this a normal distribution is as good as Poisson's, and drawn at once. */
  private static final double LARGE = 30;

  private final double perSecond;
  private final Optional<RandomGenerator> chance;
  private double good;
  private double bad;

  Events(double perSecond, Optional<Long> noise) {
    this.perSecond = perSecond;
    this.chance = noise.map(SplittableRandom::new);
  }

  void pass(Phase phase, long seconds) {
    double expected = phase.mishap() == Mishap.DOWN ? 0 : perSecond * phase.traffic() * seconds;
    good += drawn(expected * (1 - phase.bad()));
    bad += drawn(expected * phase.bad());
  }

  /** Whole events until now. */
  long count(Role role) {
    // A hair more: a sum of fractions may end just below its whole number.
    long goods = (long) (good + 1e-6);
    long bads = (long) (bad + 1e-6);
    return switch (role) {
      case GOOD -> goods;
      case BAD -> bads;
      case TOTAL -> goods + bads;
    };
  }

  private double drawn(double expected) {
    return chance.map(random -> poisson(expected, random)).orElse(expected);
  }

  private static double poisson(double expected, RandomGenerator random) {
    if (expected > LARGE) {
      return Math.max(0, Math.rint(random.nextGaussian(expected, Math.sqrt(expected))));
    }
    // Knuth, The Art of Computer Programming, volume 2, 3.4.1, algorithm Q.
    double limit = Math.exp(-expected);
    int count = -1;
    for (double product = 1; product > limit; product *= random.nextDouble()) {
      count++;
    }
    return Math.max(0, count);
  }
}
