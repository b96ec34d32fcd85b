package dev.nines.slo.openslo;

import dev.nines.slo.model.Indicator;
import dev.nines.slo.model.Indicator.Comparison;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Nearest;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.util.List;
import java.util.Optional;

/** What an indicator's document says is measured. */
sealed interface Measurement {
  /** It says itself what is good. */
  record Events(Indicator indicator) implements Measurement {}

  /** Values, of which each objective says by {@code op} and {@code value} which are good. */
  record Values(String query) implements Measurement {}

  /** The indicator of one objective; empty when something about it has been reported. */
  default Optional<Indicator> of(Block objective, Report report) {
    return switch (this) {
      case Events(var indicator) -> {
        for (var name : new String[] {"op", "value"}) {
          var fact = "Field '" + name + "' means nothing with a ratioMetric";
          objective.refuse(name, fact, "Remove it, or use thresholdMetric");
        }
        yield Optional.of(indicator);
      }
      case Values(var query) -> {
        var op = objective.requiredText("op").flatMap(text -> comparison(text, report));
        var value = objective.requiredNumber("value").flatMap(text -> Numbers.read(text, report));
        yield op.flatMap(good -> value.map(bound -> RawRatio.ofValues(query, good, bound)));
      }
    };
  }

  private static Optional<Comparison> comparison(Text text, Report report) {
    return switch (text.value()) {
      case "lt" -> Optional.of(Comparison.LT);
      case "lte" -> Optional.of(Comparison.LTE);
      case "gt" -> Optional.of(Comparison.GT);
      case "gte" -> Optional.of(Comparison.GTE);
      default -> {
        var fact = "Unknown op '" + Block.shorten(text.value()) + "'";
        report.add(
            text.place(), fact, Nearest.fix(text.value(), List.of("lt", "lte", "gt", "gte")));
        yield Optional.empty();
      }
    };
  }
}
