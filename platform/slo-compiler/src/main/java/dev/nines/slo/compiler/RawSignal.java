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
import java.util.Optional;

/**
 * What an SLO counts as the service itself measures it, and not as it is recorded: the raw series
 * have exemplars, each a request's trace.
 */
public sealed interface RawSignal {
  /**
   * Durations.
   *
   * @param promised the quantile that the SLO is about, above 0 and at most 1: 0.95 where 95 % have
   *     to be fast enough
   * @param limit what that quantile must not exceed
   */
  record Durations(Selector buckets, BigDecimal promised, Duration limit) implements RawSignal {
    /** The quantile of these durations, in seconds. */
    public String quantile(BigDecimal quantile, String window) {
      return "histogram_quantile(%s, sum by (le) (rate(%s[%s])))"
          .formatted(Promql.number(quantile), buckets, window);
    }
  }

  /**
   * Events.
   *
   * @param bad empty where the service counts the good ones
   */
  record Counts(Selector total, Optional<Selector> bad) implements RawSignal {
    /** Events a second. */
    public static String rate(Selector events, String window) {
      return "sum(rate(%s[%s]))".formatted(Promql.selector(events), window);
    }
  }

  /** Empty for an SLO that counts nothing itself. */
  static Optional<RawSignal> of(Slo slo) {
    return switch (slo.indicator()) {
      case Latency(var bucket, _, var limit) ->
          Optional.of(new Durations(withoutBound(bucket), promised(slo), limit));
      case BadOfTotal(var bad, var total) -> Optional.of(new Counts(total, Optional.of(bad)));
      case GoodOfTotal(_, var total) -> Optional.of(new Counts(total, Optional.empty()));
      case RawRatio _, Composite _ -> Optional.empty();
    };
  }

  private static Selector withoutBound(Selector bucket) {
    var matchers =
        bucket.matchers().stream().filter(matcher -> !matcher.label().equals("le")).toList();
    return new Selector(bucket.metric(), matchers);
  }

  private static BigDecimal promised(Slo slo) {
    return switch (slo.budgeting()) {
      case Timeslices(_, var target) -> target;
      case Occurrences _, RatioTimeslices _ -> slo.objective().share();
    };
  }
}
