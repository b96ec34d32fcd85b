package dev.nines.slo.compiler;

import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

/** Writes the small pieces of PromQL. */
final class Promql {
  private static final MathContext SHORT = new MathContext(12, RoundingMode.HALF_EVEN);

  private Promql() {}

  /** {@code 90m} as {@code 1h30m}; whole seconds. */
  static String duration(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    var text = new StringBuilder();
    append(text, duration.toDays(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    return text.toString();
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(count).append(unit);
    }
  }

  /** A number without exponent or trailing zeros, to twelve digits. */
  static String number(BigDecimal number) {
    return number.round(SHORT).stripTrailingZeros().toPlainString();
  }

  /** One of the series recorded for {@code slo}. */
  static String recorded(String metric, Slo slo) {
    return Selector.of(
            metric, Matcher.equal("service", slo.service()), Matcher.equal("slo", slo.name()))
        .toString();
  }

  /**
   * The selector as it matches in both Prometheus 2 and 3: the latter writes whole bounds of
   * buckets as {@code le="1.0"}.
   */
  static String selector(Selector selector) {
    var matchers = selector.matchers().stream().map(Promql::bothSpellings).toList();
    return new Selector(selector.metric(), matchers).toString();
  }

  private static Matcher bothSpellings(Matcher matcher) {
    if (!matcher.label().equals("le") || matcher.operator() != Matcher.Operator.EQUAL) {
      return matcher;
    }
    if (!matcher.value().matches("[0-9]+(\\.[0-9]+)?")) {
      return matcher;
    }
    var bound = new BigDecimal(matcher.value()).stripTrailingZeros();
    var plain = bound.toPlainString();
    return bound.scale() > 0
        ? Matcher.equal("le", plain)
        : new Matcher("le", Matcher.Operator.REGEX, plain + "|" + plain + "\\.0");
  }
}
