package dev.nines.slo.compiler;

import dev.nines.slo.model.Indicator.Composite.Part;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A composite's windows: the mean of its parts', by weight. Each part's ratio is weighted by its
 * own traffic already; a part without data is left out of sum and weights alike.
 */
record Mean(Slo slo, List<Part> parts) implements Measure {
  Mean {
    parts = List.copyOf(parts);
  }

  @Override
  public boolean countsSlices() {
    return false;
  }

  @Override
  public String ratio(Duration window) {
    return mean(Series.ratio(window));
  }

  @Override
  public String covered(Duration window) {
    return mean(Series.covered(window));
  }

  /** Where each part counts events: else the failure of one that does not would have none. */
  @Override
  public Optional<String> badEvents(Duration window) {
    if (!parts.stream().map(Part::slo).allMatch(Events::areCountedBy)) {
      return Optional.empty();
    }
    var counted =
        parts.stream()
            .map(part -> Promql.recorded(Series.badEvents(window), part.slo()))
            .collect(Collectors.joining("\n  or\n  "));
    return Optional.of("sum(\n  " + counted + "\n)");
  }

  @Override
  public String periodRatio() {
    return mean(Series.periodRatio(slo.period()));
  }

  @Override
  public String periodCovered() {
    return mean(Series.PERIOD_COVERED);
  }

  private String mean(String metric) {
    return "sum(\n  %s\n)\n/\nsum(\n  %s\n)"
        .formatted(
            each(metric, "%s * "::formatted, _ -> ""),
            each(metric, _ -> "", " * 0 + %s"::formatted));
  }

  private String each(String metric, UnaryOperator<String> before, UnaryOperator<String> after) {
    return parts.stream()
        .map(part -> {
          var weight = Promql.number(part.weight());
          return before.apply(weight) + Promql.recorded(metric, part.slo()) + after.apply(weight);
        })
        .collect(Collectors.joining("\n  or\n  "));
  }
}
