package dev.nines.slo.compiler;

import dev.nines.slo.compiler.Events.Function;
import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Budgeting.RatioTimeslices;
import dev.nines.slo.model.Budgeting.Timeslices;
import dev.nines.slo.model.Indicator.BadOfTotal;
import dev.nines.slo.model.Indicator.GoodOfTotal;
import dev.nines.slo.model.Indicator.Latency;
import dev.nines.slo.model.Indicator.RatioOf;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * How an SLO's indicator and budgeting become two summable series, bad and total: of events, of
 * one-minute slices, or (for a raw ratio, which has no events) of minutes.
 *
 * @param bad name of the base series of what is bad
 * @param total name of the base series of all
 */
record Measure(Slo slo, String bad, String total) {
  /** Between two samples of the base series. */
  static final Duration STEP = Duration.ofMinutes(1);

  /** Steps of a raw ratio's subqueries. */
  private static final String RESOLUTION = "5s";

  static Measure of(Slo slo) {
    return switch (slo.budgeting()) {
      case Timeslices _, RatioTimeslices _ ->
          new Measure(slo, Series.BAD_SLICES, Series.TOTAL_SLICES);
      case Occurrences _ ->
          slo.indicator() instanceof RawRatio
              ? new Measure(slo, Series.ERROR_SHARE, Series.OBSERVED)
              : new Measure(slo, Series.BAD_EVENTS, Series.TOTAL_EVENTS);
    };
  }

  /** Whether the number of events is known; not so for a raw ratio. */
  boolean countsEvents() {
    return !(slo.indicator() instanceof RawRatio);
  }

  /** Whether time is counted in slices, each of which weighs the same. */
  boolean countsSlices() {
    return bad.equals(Series.BAD_SLICES);
  }

  /** The share of bad events up to which a slice is good; empty where slices are not judged. */
  Optional<BigDecimal> sliceBudget() {
    return slo.budgeting() instanceof Timeslices slices
        ? Optional.of(BigDecimal.ONE.subtract(slices.target()))
        : Optional.empty();
  }

  /** Bad events of a window, from the raw series. */
  String badEvents(Function function, Duration window) {
    return switch (slo.indicator()) {
      case BadOfTotal events -> Events.bad(events, function, window);
      case GoodOfTotal events -> Events.bad(events, function, window);
      case Latency latency -> Events.bad(latency, function, window);
      case RawRatio _ -> throw new IllegalStateException("a raw ratio has no events");
    };
  }

  /** Total events of a window, from the raw series. */
  String totalEvents(Function function, Duration window) {
    return switch (slo.indicator()) {
      case BadOfTotal events -> Events.total(events.total(), function, window);
      case GoodOfTotal events -> Events.total(events.total(), function, window);
      case Latency latency -> Events.total(latency.total(), function, window);
      case RawRatio _ -> throw new IllegalStateException("a raw ratio has no events");
    };
  }

  /** The raw series whose absence means that nothing is measured. */
  String presence() {
    return switch (slo.indicator()) {
      case BadOfTotal events -> Promql.selector(events.total());
      case GoodOfTotal events -> Promql.selector(events.total());
      case Latency latency -> Promql.selector(latency.total());
      case RawRatio raw -> raw.query();
    };
  }

  /** Mean error share of a window of a raw ratio, from 0 to 1. */
  static String errorShare(RawRatio raw, Duration window) {
    var mean =
        "avg_over_time(avg(%s)[%s:%s])".formatted(raw.query(), Promql.duration(window), RESOLUTION);
    var bad = raw.meaning() == RatioOf.FAILURE ? mean : "1 - " + mean;
    return "clamp(" + bad + ", 0, 1)";
  }

  /** The error ratio of a window, from the base series: two sums, then one division. */
  String ratio(Duration window) {
    return "sum_over_time(%s[%s])\n/\n(sum_over_time(%s[%s]) > 0)"
        .formatted(
            recorded(bad), Promql.duration(window), recorded(total), Promql.duration(window));
  }

  /** The share of a window that the base series cover. */
  String covered(Duration window) {
    return "clamp_max(count_over_time(%s[%s]) / %d, 1)"
        .formatted(recorded(total), Promql.duration(window), window.dividedBy(STEP));
  }

  String recorded(String metric) {
    return Promql.recorded(metric, slo);
  }
}
