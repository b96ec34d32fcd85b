package dev.nines.slo.openslo;

import dev.nines.slo.model.Objective;
import dev.nines.slo.yaml.Block;
import dev.nines.slo.yaml.Report;
import dev.nines.slo.yaml.Text;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads {@code target} or {@code targetPercent} of an objective. */
final class Target {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Report report;

  Target(Report report) {
    this.report = report;
  }

  Optional<Objective> read(Block objective) {
    if (objective.has("target") == objective.has("targetPercent")) {
      objective.number("target");
      objective.number("targetPercent");
      var both = objective.has("target");
      var fact = both ? "Both 'target' and 'targetPercent' are given" : "Field 'target' is missing";
      report.add(objective.place(), fact, "Give one of 'target' and 'targetPercent'");
      return Optional.empty();
    }
    var percent = objective.number("targetPercent").flatMap(text -> percent(text, 0));
    var share = objective.number("target").flatMap(text -> percent(text, 2));
    return percent.or(() -> share);
  }

  /**
   * The objective in percent.
   *
   * @param shift by how many digits {@code text} falls short of percent
   */
  private Optional<Objective> percent(Text text, int shift) {
    var percent = Numbers.read(text.value()).map(number -> number.movePointRight(shift));
    if (percent.isPresent() && percent.get().signum() > 0 && percent.get().compareTo(HUNDRED) < 0) {
      return percent.map(Objective::new);
    }
    var whole = percent.map(HUNDRED::compareTo).filter(c -> c == 0).isPresent();
    var range = shift == 0 ? "below 100" : "below 1";
    report.add(
        text.place(),
        whole
            ? "Objective '" + text.value() + "' leaves no error budget"
            : "Objective '" + Block.shorten(text.value()) + "' is out of range",
        "Use a value above 0 and " + range);
    return Optional.empty();
  }
}
