package dev.nines.slo.compiler;

import dev.nines.slo.model.Indicator.RatioOf;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A series such as a raw ratio's or a threshold's query would find, for rule tests.
 *
 * @param good its value while all is good
 * @param bad its value while all is bad
 */
record ExampleGauge(String selector, BigDecimal good, BigDecimal bad) {
  /** A name, perhaps with labels that are each equal to something. */
  private static final Pattern SELECTOR =
      Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(\\{( *\\w+=\"[^\"\\\\]*\" *,?)*\\})?");

  /** Empty where the query is more than one selector: what it reads is not known. */
  static Optional<ExampleGauge> of(Slo slo) {
    return slo.indicator() instanceof RawRatio raw ? of(raw) : Optional.empty();
  }

  private static Optional<ExampleGauge> of(RawRatio raw) {
    var query = raw.values().map(RawRatio.Values::query).orElse(raw.query());
    if (!SELECTOR.matcher(query).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        raw.values()
            .map(ExampleGauge::of)
            .orElseGet(() ->
                raw.meaning() == RatioOf.FAILURE
                    ? new ExampleGauge(query, BigDecimal.ZERO, BigDecimal.ONE)
                    : new ExampleGauge(query, BigDecimal.ONE, BigDecimal.ZERO)));
  }

  private static ExampleGauge of(RawRatio.Values values) {
    var bound = values.bound();
    var less = bound.subtract(BigDecimal.ONE);
    var more = bound.add(BigDecimal.ONE);
    return switch (values.good()) {
      case LT -> new ExampleGauge(values.query(), less, bound);
      case LTE -> new ExampleGauge(values.query(), bound, more);
      case GT -> new ExampleGauge(values.query(), more, bound);
      case GTE -> new ExampleGauge(values.query(), bound, less);
    };
  }
}
