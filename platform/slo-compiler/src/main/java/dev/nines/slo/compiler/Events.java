package dev.nines.slo.compiler;

import dev.nines.slo.model.Counting.Grouping;
import dev.nines.slo.model.Indicator.BadOfTotal;
import dev.nines.slo.model.Indicator.Composite;
import dev.nines.slo.model.Indicator.GoodOfTotal;
import dev.nines.slo.model.Indicator.Latency;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.util.Optional;

/**
 * Bad and total events in PromQL, from the raw series, summed over all of them and without labels
 * but the one they are grouped by. Whatever an indicator gives, bad events come out: where no bad
 * series exists yet, there are 0 of them; where no good series exists, all are bad; and a good
 * count that overtakes the total makes none negative.
 */
final class Events {
  /** How a counter is turned into events of a window. */
  enum Function {
    INCREASE,
    RATE;

    private String of(Selector selector, Duration window) {
      var name = this == INCREASE ? "increase" : "rate";
      return "%s(%s[%s])".formatted(name, Promql.selector(selector), Promql.duration(window));
    }
  }

  private final Slo slo;
  private final Optional<Grouping> grouping;

  Events(Slo slo) {
    this.slo = slo;
    this.grouping = slo.counting().grouping();
  }

  /** Whether {@code slo} counts events; a share of moments or a mean of SLOs does not. */
  static boolean areCountedBy(Slo slo) {
    return switch (slo.indicator()) {
      case BadOfTotal _, GoodOfTotal _, Latency _ -> true;
      case RawRatio _, Composite _ -> false;
    };
  }

  /** Total events of a window; no sample where the total's series are absent. */
  String total(Function function, Duration window) {
    return sum(totalSeries(), function, window);
  }

  /** Bad events of a window. */
  String bad(Function function, Duration window) {
    return switch (slo.indicator()) {
      case BadOfTotal(var bad, var total) ->
          "%s\nor\n%s * 0".formatted(sum(bad, function, window), sum(total, function, window));
      case GoodOfTotal(var good, var total) -> rest(good, total, function, window);
      case Latency(var bucket, var total, _) -> rest(bucket, total, function, window);
      case RawRatio _, Composite _ -> throw noEvents();
    };
  }

  /** The series whose absence means that nothing is counted. */
  Selector totalSeries() {
    return switch (slo.indicator()) {
      case BadOfTotal(_, var total) -> total;
      case GoodOfTotal(_, var total) -> total;
      case Latency(_, var total, _) -> total;
      case RawRatio _, Composite _ -> throw noEvents();
    };
  }

  private IllegalStateException noEvents() {
    return new IllegalStateException(slo.name() + " must count events");
  }

  private String rest(Selector good, Selector total, Function function, Duration window) {
    var all = sum(total, function, window);
    var some = sum(good, function, window);
    return "clamp_min(\n  %s\n  - (%s or %s * 0),\n  0\n)".formatted(all, some, all);
  }

  /** Groups beyond the cap are counted together, as one without the label. */
  private String sum(Selector selector, Function function, Duration window) {
    var events = function.of(selector, window);
    if (grouping.isEmpty()) {
      return "sum(" + events + ")";
    }
    var label = grouping.get().label();
    var top = Promql.recorded(Series.TOP_GROUPS, slo);
    return "(sum by (%s) (%s and on (%s) %s) or sum(%s unless on (%s) %s))"
        .formatted(label, events, label, top, events, label, top);
  }

  /**
   * The most frequent bad events of the last five minutes by what requests are told apart by.
   * Labels that the series has not fall away.
   */
  static Optional<String> worst(Slo slo) {
    var by = "sum by (method, uri, route, status, outcome)";
    var window = LiveSeries.LONGEST;
    return switch (slo.indicator()) {
      case BadOfTotal(var bad, _) ->
          Optional.of("topk(5, %s (%s))".formatted(by, Function.RATE.of(bad, window)));
      case GoodOfTotal(var good, var total) -> Optional.of(worst(by, good, total, window));
      case Latency(var bucket, var total, _) -> Optional.of(worst(by, bucket, total, window));
      case RawRatio _, Composite _ -> Optional.empty();
    };
  }

  private static String worst(String by, Selector good, Selector total, Duration window) {
    var all = by + " (" + Function.RATE.of(total, window) + ")";
    var some = by + " (" + Function.RATE.of(good, window) + ")";
    return "topk(5, %s - (%s or %s * 0))".formatted(all, some, all);
  }

  /** The groups with the most events of an hour, as many as the cap allows. */
  Optional<String> topGroups() {
    return grouping.map(g ->
        "topk(\n  %d,\n  sum by (%s) (%s)\n) * 0 + 1"
            .formatted(
                g.cap(), g.label(), Function.INCREASE.of(totalSeries(), Duration.ofHours(1))));
  }
}
