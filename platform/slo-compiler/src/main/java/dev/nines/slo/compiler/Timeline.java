package dev.nines.slo.compiler;

import dev.nines.slo.compiler.ExampleSeries.Role;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The traffic of a rule test, phase after phase, as promtool writes counters. */
final class Timeline {
  private final Duration interval;
  private final List<Phase> phases = new ArrayList<>();

  Timeline(Duration interval) {
    this.interval = interval;
  }

  /**
   * Adds traffic.
   *
   * @param bad the share of events that are bad, from 0 to 1
   */
  Timeline traffic(Duration length, double perSecond, double bad) {
    phases.add(new Phase(length, perSecond, bad, false));
    return this;
  }

  /** Adds a time without any sample, from a stale marker on: the target is gone, or the series. */
  Timeline gone(Duration length) {
    phases.add(new Phase(length, 0, 0, true));
    return this;
  }

  /** One counter's values over the whole time, from 0. */
  String counter(Role role) {
    var values = new ArrayList<String>();
    values.add("0");
    var value = BigDecimal.ZERO;
    for (var phase : phases) {
      long samples = phase.length.dividedBy(interval);
      if (phase.gone) {
        values.add("stale _x" + samples);
        continue;
      }
      var step = decimal(phase.perSecond * phase.share(role) * interval.toSeconds());
      values.add(run(value.add(step), step, samples));
      value = value.add(step.multiply(BigDecimal.valueOf(samples)));
    }
    return String.join(" ", values);
  }

  /** A gauge's values over the whole time. */
  String gauge(ExampleGauge example) {
    var values = new ArrayList<String>();
    values.add(Promql.number(example.good()));
    for (var phase : phases) {
      long samples = phase.length.dividedBy(interval);
      var bad = example.bad().subtract(example.good()).multiply(decimal(phase.bad));
      values.add(
          phase.gone
              ? "stale _x" + samples
              : run(example.good().add(bad), BigDecimal.ZERO, samples));
    }
    return String.join(" ", values);
  }

  /** A gauge of 1 that is 0 while the counters are gone, as {@code up} is. */
  String up() {
    var values = new ArrayList<String>();
    values.add("1");
    for (var phase : phases) {
      var level = phase.gone ? BigDecimal.ZERO : BigDecimal.ONE;
      values.add(run(level, BigDecimal.ZERO, phase.length.dividedBy(interval)));
    }
    return String.join(" ", values);
  }

  /** A gauge that is 1 all the time. */
  String always() {
    long samples = phases.stream().mapToLong(phase -> phase.length.dividedBy(interval)).sum();
    return run(BigDecimal.ONE, BigDecimal.ZERO, samples + 1);
  }

  Duration interval() {
    return interval;
  }

  private static String run(BigDecimal first, BigDecimal step, long samples) {
    return "%s+%sx%d".formatted(Promql.number(first), Promql.number(step), samples - 1);
  }

  private static BigDecimal decimal(double number) {
    return BigDecimal.valueOf(number).setScale(9, RoundingMode.HALF_EVEN);
  }

  private record Phase(Duration length, double perSecond, double bad, boolean gone) {
    double share(Role role) {
      return switch (role) {
        case GOOD -> 1 - bad;
        case BAD -> bad;
        case TOTAL -> 1;
      };
    }
  }
}
