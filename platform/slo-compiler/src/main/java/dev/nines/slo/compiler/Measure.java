package dev.nines.slo.compiler;

import dev.nines.slo.model.Budgeting.Timeslices;
import dev.nines.slo.model.Indicator.Composite;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** How an SLO's error ratio of any window follows from series that have been recorded before. */
sealed interface Measure permits Sums, Mean {
  static Measure of(Slo slo) {
    return slo.indicator() instanceof Composite composite
        ? new Mean(slo, composite.parts())
        : Sums.of(slo);
  }

  Slo slo();

  /** Whether time is counted in slices, each of which weighs the same. */
  boolean countsSlices();

  /** The error ratio of a window. */
  String ratio(Duration window);

  /** The share of a window that is known, from 0 to 1. */
  String covered(Duration window);

  /** How many bad events a window had; empty where they are not counted. */
  Optional<String> badEvents(Duration window);

  /** The error ratio of the SLO's period. */
  String periodRatio();

  /** The share of the SLO's period that is known, from 0 to 1. */
  String periodCovered();

  /** Whether the number of events is known. */
  default boolean countsEvents() {
    return Events.areCountedBy(slo());
  }

  /** The share of bad events up to which a slice is good; empty where slices are not judged. */
  default Optional<BigDecimal> sliceBudget() {
    return slo().budgeting() instanceof Timeslices slices
        ? Optional.of(BigDecimal.ONE.subtract(slices.target()))
        : Optional.empty();
  }

  default String recorded(String metric) {
    return Promql.recorded(metric, slo());
  }
}
