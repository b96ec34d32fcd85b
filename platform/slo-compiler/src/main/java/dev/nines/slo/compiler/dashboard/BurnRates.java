package dev.nines.slo.compiler.dashboard;

import dev.nines.slo.compiler.BurnThreshold;
import dev.nines.slo.compiler.Series;
import dev.nines.slo.compiler.Tier;
import dev.nines.slo.compiler.Wording;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How fast an SLO's budget burns over the window of each tier, and where the tier fires. */
final class BurnRates {
  /** Of all tiers, highest first: a page is red, a ticket is not. */
  private static final List<String> COLOURS =
      List.of("dark-red", "red", "orange", "yellow", "blue", "purple");

  private final Slo slo;
  private final Map<BurnThreshold, String> colours = new LinkedHashMap<>();

  private BurnRates(Slo slo) {
    this.slo = slo;
    for (var threshold : BurnThreshold.applied(slo).thresholds()) {
      colours.put(threshold, COLOURS.get(Tier.names().indexOf(threshold.tier().name())));
    }
  }

  static Panel of(Slo slo) {
    return new BurnRates(slo).panel();
  }

  private Panel panel() {
    var panel =
        Panel.chart(
                "Burn rate per window, and where each tier fires",
                "A tier fires while its window, and a shorter one, burn faster than its dashed line.",
                "none")
            .symlog();
    if (colours.isEmpty()) {
      return panel.query(Query.range(Series.of(Series.CURRENT_BURN, slo), "5 minutes"));
    }
    colours.forEach((threshold, colour) -> measured(panel, threshold, colour));
    var limits = new LinkedHashMap<BigDecimal, String>();
    for (var threshold : colours.keySet()) {
      limits.merge(
          threshold.factor().stripTrailingZeros(),
          threshold.tier().name(),
          (some, one) -> some + ", " + one);
    }
    limits.forEach((factor, tiers) -> limit(panel, factor, tiers));
    return panel;
  }

  private void measured(Panel panel, BurnThreshold threshold, String colour) {
    var window = threshold.tier().longWindow();
    var name = threshold.tier().name() + ": " + Wording.duration(window);
    panel
        .query(
            Query.range(
                "%s / %s"
                    .formatted(
                        Series.of(Series.ratio(window), slo),
                        slo.objective().budget().toPlainString()),
                name))
        .colour(name, colour, false);
  }

  /** Tiers that fire at the same rate share a line. */
  private void limit(Panel panel, BigDecimal factor, String tiers) {
    var name = tiers + " at " + Wording.number(factor);
    panel
        .query(Query.range("vector(" + factor.toPlainString() + ")", name))
        .colour(name, colourOf(factor), true);
  }

  private String colourOf(BigDecimal factor) {
    return colours.entrySet().stream()
        .filter(entry -> entry.getKey().factor().compareTo(factor) == 0)
        .findFirst()
        .orElseThrow()
        .getValue();
  }
}
