package dev.nines.slo.compiler;

import dev.nines.slo.model.Severity;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A tier applied to an SLO: what its windows' error ratios are compared with.
 *
 * @param factor how many times faster than evenly over the period the budget burns; at least 1
 * @param errorRatio {@code factor x budget}, below 1
 * @param budgetSpent the share of the period's budget gone when the tier fires; above the tier's
 *     own where {@code factor} was raised to 1
 */
public record BurnThreshold(
    Tier tier, BigDecimal factor, BigDecimal errorRatio, BigDecimal budgetSpent) {

  /** Which tiers an SLO gets, and why not the others. */
  public record Applied(List<BurnThreshold> thresholds, List<Note> notes) {
    public Applied {
      thresholds = List.copyOf(thresholds);
      notes = List.copyOf(notes);
    }

    /** The thresholds of one severity, highest tier first. */
    public List<BurnThreshold> of(Severity severity) {
      return thresholds.stream().filter(t -> t.tier().severity() == severity).toList();
    }
  }

  /** Applies every tier to {@code slo}. */
  public static Applied applied(Slo slo) {
    var thresholds = new ArrayList<BurnThreshold>();
    var notes = new ArrayList<Note>();
    if (slo.alerting().isSilent()) {
      return new Applied(List.of(), List.of());
    }
    for (var tier : Tier.of(slo)) {
      if (slo.alerting().dropTiers().contains(tier.name())) {
        notes.add(leftOut(slo, tier, "the file drops it"));
      } else {
        apply(tier, slo, thresholds, notes);
      }
    }
    return new Applied(thresholds, notes);
  }

  private static void apply(Tier tier, Slo slo, List<BurnThreshold> thresholds, List<Note> notes) {
    var period = slo.period().length();
    if (tier.longWindow().compareTo(period) > 0) {
      notes.add(leftOut(slo, tier, "its window is longer than the period"));
      return;
    }
    var factor =
        tier.budgetShare()
            .multiply(seconds(period))
            .divide(seconds(tier.longWindow()), MathContext.DECIMAL64);
    if (factor.compareTo(BigDecimal.ONE) < 0) {
      // Burning slower than evenly keeps the promise: telling somebody would be a false alarm.
      notes.add(raised(slo, tier, factor));
      factor = BigDecimal.ONE;
    }
    var errorRatio = factor.multiply(slo.objective().budget(), MathContext.DECIMAL64);
    if (errorRatio.compareTo(BigDecimal.ONE) >= 0) {
      var why =
          "its threshold, an error ratio of " + Promql.number(errorRatio) + ", is never passed";
      notes.add(leftOut(slo, tier, why));
      return;
    }
    var spent =
        factor.multiply(seconds(tier.longWindow())).divide(seconds(period), MathContext.DECIMAL64);
    thresholds.add(new BurnThreshold(tier, factor, errorRatio, spent));
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toSeconds());
  }

  private static Note leftOut(Slo slo, Tier tier, String why) {
    var fact = "Tier " + tier.name() + " of '" + slo.name() + "' is left out: " + why;
    return new Note(slo.place(), fact);
  }

  private static Note raised(Slo slo, Tier tier, BigDecimal factor) {
    var fact =
        "Tier %s of '%s' fires at a burn rate of 1 instead of %s: below 1 the promise is kept"
            .formatted(tier.name(), slo.name(), Promql.number(factor));
    return new Note(slo.place(), fact);
  }
}
