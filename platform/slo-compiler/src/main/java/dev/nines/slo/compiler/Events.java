package dev.nines.slo.compiler;

import dev.nines.slo.compiler.Selectors.Part;
import dev.nines.slo.model.Counting.Grouping;
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
  private final Part counted;
  private final Optional<Grouping> grouping;

  /** Of an SLO that {@link #areCountedBy counts} them. */
  Events(Slo slo) {
    this.slo = slo;
    this.counted = Selectors.part(slo).orElseThrow();
    this.grouping = slo.counting().grouping();
  }

  /** Whether {@code slo} counts events; a share of moments or a mean of SLOs does not. */
  static boolean areCountedBy(Slo slo) {
    return Selectors.part(slo).isPresent();
  }

  /** Total events of a window; no sample where the total's series are absent. */
  String total(Function function, Duration window) {
    return sum(counted.total(), function, window);
  }

  /** Bad events of a window. */
  String bad(Function function, Duration window) {
    return counted.good()
        ? rest(counted.part(), counted.total(), function, window)
        : "%s\nor\n%s * 0"
            .formatted(
                sum(counted.part(), function, window), sum(counted.total(), function, window));
  }

  /** The series whose absence means that nothing is counted. */
  Selector totalSeries() {
    return counted.total();
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

  /** The groups with the most events of an hour, as many as the cap allows. */
  Optional<String> topGroups() {
    return grouping.map(g ->
        "topk(\n  %d,\n  sum by (%s) (%s)\n) * 0 + 1"
            .formatted(
                g.cap(), g.label(), Function.INCREASE.of(totalSeries(), Duration.ofHours(1))));
  }
}
