package dev.nines.slo.compiler;

import dev.nines.slo.model.Indicator.BadOfTotal;
import dev.nines.slo.model.Indicator.GoodOfTotal;
import dev.nines.slo.model.Indicator.Latency;
import dev.nines.slo.model.Selector;
import java.time.Duration;

/**
 * Bad and total events in PromQL, summed over all series and without labels. Whatever an indicator
 * gives, bad events come out: where no bad series exists yet, there are 0 of them; where no good
 * series exists, all are bad; and a good count that overtakes the total makes none negative.
 */
final class Events {
  /** How a counter is turned into events of a window. */
  enum Function {
    INCREASE,
    RATE;

    private String of(Selector selector, Duration window) {
      var name = this == INCREASE ? "increase" : "rate";
      return "sum(%s(%s[%s]))".formatted(name, Promql.selector(selector), Promql.duration(window));
    }
  }

  private Events() {}

  /** Total events; no sample where the total's series are absent. */
  static String total(Selector total, Function function, Duration window) {
    return function.of(total, window);
  }

  static String bad(BadOfTotal events, Function function, Duration window) {
    return "%s\nor\n%s * 0"
        .formatted(function.of(events.bad(), window), function.of(events.total(), window));
  }

  static String bad(GoodOfTotal events, Function function, Duration window) {
    return rest(events.good(), events.total(), function, window);
  }

  static String bad(Latency latency, Function function, Duration window) {
    return rest(latency.bucket(), latency.total(), function, window);
  }

  private static String rest(Selector good, Selector total, Function function, Duration window) {
    var all = function.of(total, window);
    var some = function.of(good, window);
    return "clamp_min(\n  %s\n  - (%s or %s * 0),\n  0\n)".formatted(all, some, all);
  }
}
