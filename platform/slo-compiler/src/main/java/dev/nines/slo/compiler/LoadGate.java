package dev.nines.slo.compiler;

import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Budgeting.RatioTimeslices;
import dev.nines.slo.model.Budgeting.Timeslices;
import dev.nines.slo.model.Indicator.BadOfTotal;
import dev.nines.slo.model.Indicator.Composite;
import dev.nines.slo.model.Indicator.GoodOfTotal;
import dev.nines.slo.model.Indicator.Latency;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a load test must have seen for an SLO to hold in it; a load generator asserts it. */
public sealed interface LoadGate {
  /** The SLO it comes from. */
  Slo slo();

  /** What the SLO counts; its matchers say of which requests ({@code method}, {@code uri}). */
  Selector total();

  /**
   * At least so many of all requests succeed.
   *
   * @param goodPercent from 0 to 100
   */
  record Availability(Slo slo, Selector total, BigDecimal goodPercent) implements LoadGate {}

  /**
   * So many of all requests are answered within a limit.
   *
   * @param percentile from 0 to 100: 95 for a P95
   */
  record ResponseTime(Slo slo, Selector total, BigDecimal percentile, Duration limit)
      implements LoadGate {}

  /**
   * The gates of {@code slos}, in their order; none for raw ratios, which no client can see, nor
   * for a composite, whose parts have their own.
   */
  static List<LoadGate> of(List<Slo> slos) {
    return slos.stream().flatMap(LoadGate::of).toList();
  }

  private static Stream<LoadGate> of(Slo slo) {
    var percent = goodPercent(slo);
    return switch (slo.indicator()) {
      case BadOfTotal events -> Stream.of(new Availability(slo, events.total(), percent));
      case GoodOfTotal events -> Stream.of(new Availability(slo, events.total(), percent));
      case Latency latency ->
          Stream.of(new ResponseTime(slo, latency.total(), percent, latency.limit()));
      case RawRatio _, Composite _ -> Stream.of();
    };
  }

  /** Of one run's requests: a run is one slice, and has to be a good one. */
  private static BigDecimal goodPercent(Slo slo) {
    return switch (slo.budgeting()) {
      case Occurrences _, RatioTimeslices _ -> slo.objective().percent();
      case Timeslices slices -> slices.target().movePointRight(2);
    };
  }
}
