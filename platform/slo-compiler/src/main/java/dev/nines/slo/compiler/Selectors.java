package dev.nines.slo.compiler;

import dev.nines.slo.model.Indicator.BadOfTotal;
import dev.nines.slo.model.Indicator.Composite;
import dev.nines.slo.model.Indicator.GoodOfTotal;
import dev.nines.slo.model.Indicator.Latency;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Slo;
import java.util.List;
import java.util.Optional;

/** The raw series that SLOs count. */
public final class Selectors {
  private Selectors() {}

  /**
   * What is counted as good, or as bad, of what.
   *
   * @param good whether {@code part} is what is good
   */
  public record Part(Selector part, Selector total, boolean good) {}

  /** Of an SLO that counts events; empty for the others. */
  public static Optional<Part> part(Slo slo) {
    return switch (slo.indicator()) {
      case BadOfTotal(var bad, var total) -> Optional.of(new Part(bad, total, false));
      case GoodOfTotal(var good, var total) -> Optional.of(new Part(good, total, true));
      case Latency(var bucket, var total, _) -> Optional.of(new Part(bucket, total, true));
      case RawRatio _, Composite _ -> Optional.empty();
    };
  }

  /**
   * The most frequent bad events of the last five minutes by what requests are told apart by, a
   * second. Labels that the series has not fall away.
   */
  public static Optional<String> worst(Slo slo) {
    return part(slo)
        .map(part -> {
          var some = rates(part.part);
          var all = rates(part.total);
          return part.good
              ? "topk(5, %s - (%s or %s * 0))".formatted(all, some, all)
              : "topk(5, %s)".formatted(some);
        });
  }

  private static String rates(Selector selector) {
    return "sum by (method, uri, route, status, outcome) (rate(%s[%s]))"
        .formatted(promql(selector), Promql.duration(LiveSeries.LONGEST));
  }

  /** All of them; none where a raw query hides them, or where an SLO's parts have them. */
  public static List<Selector> of(Slo slo) {
    return part(slo).map(part -> List.of(part.part, part.total)).orElse(List.of());
  }

  /** As it matches in Prometheus 2 and 3 alike, which write whole bounds of buckets differently. */
  public static String promql(Selector selector) {
    return Promql.selector(selector);
  }
}
