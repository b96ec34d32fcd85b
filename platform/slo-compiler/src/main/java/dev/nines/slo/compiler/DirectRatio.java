package dev.nines.slo.compiler;

import dev.nines.slo.compiler.Events.Function;
import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Counting;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.util.Optional;

/**
 * The error ratio of a window as it is defined, from the raw series: what recorded ratios are
 * measured against. Its cost grows with window and replicas, so no rule uses it beyond 5 minutes.
 */
public final class DirectRatio {
  private DirectRatio() {}

  /**
   * The PromQL expression; empty for an SLO that does not count events, or not all of them, or by
   * groups.
   */
  public static Optional<String> of(Slo slo, Duration window) {
    if (!Events.areCountedBy(slo)
        || !(slo.budgeting() instanceof Occurrences)
        || !slo.counting().equals(Counting.defaults())) {
      return Optional.empty();
    }
    var events = new Events(slo);
    return Optional.of(
        "(%s)\n/\n(%s > 0)"
            .formatted(
                events.bad(Function.INCREASE, window), events.total(Function.INCREASE, window)));
  }
}
