package dev.nines.slo.compiler;

import dev.nines.slo.compiler.BurnThreshold.Applied;
import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Alert;
import dev.nines.slo.compiler.rule.Rule.Recording;
import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Severity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The multi-window, multi-burn-rate alerts of one SLO.
 *
 * <p>A tier fires when {@code covered x long ratio > threshold} and {@code short ratio > threshold}
 * and the long window had enough bad events. Weighting by the covered share keeps the tier's
 * meaning, so-much of the budget is spent, while there is less history than the window: otherwise
 * the first bad minute of a new service would fire every tier at once.
 *
 * <p>A page ends early when the last minute shows that it is over. Each tier's short window alone
 * would let {@code cliff} end after a minute, {@code fast} after five and {@code medium} after
 * thirty, and each, no longer inhibited by the one above, would be notified anew after the fault.
 * It goes on when a minute passes the tier's threshold again.
 */
final class BurnAlerts {
  static final String NAME = "SLOErrorBudgetBurn";

  /**
   * How many bad events the last minute must have been expected to have, had the burning gone on,
   * before their lack means anything. Its root is also how many standard deviations (of a Poisson
   * count) the minute must lie below that: 3.2, or less than once in a thousand by chance.
   */
  private static final int ENOUGH_EXPECTED = 10;

  private static final Duration SLACK = Duration.ofMinutes(5);

  private final Measure measure;
  private final Applied applied;
  private final Annotations annotations;

  BurnAlerts(Measure measure, Applied applied, Annotations annotations) {
    this.measure = measure;
    this.applied = applied;
    this.annotations = annotations;
  }

  List<Rule> of(Severity severity) {
    return applied.of(severity).stream().map(this::alert).toList();
  }

  private Rule alert(BurnThreshold threshold) {
    return new Alert(
        NAME,
        expression(threshold),
        Duration.ZERO,
        Duration.ZERO,
        labels(threshold.tier()),
        annotations.burn(threshold));
  }

  private Map<String, String> labels(Tier tier) {
    var labels = SloRules.alertLabels(measure.slo());
    labels.put("severity", tier.severity().label());
    labels.put("tier", tier.name());
    return labels;
  }

  private String expression(BurnThreshold threshold) {
    var tier = threshold.tier();
    var limit = Promql.number(threshold.errorRatio());
    var conditions = new ArrayList<String>();
    conditions.add(
        "%s * %s > %s"
            .formatted(
                ratio(tier.longWindow(), tier),
                recorded(Series.covered(tier.longWindow())),
                limit));
    conditions.add("%s > %s".formatted(ratio(tier.shortWindow(), tier), limit));
    if (measure.badEvents(tier.longWindow()).isPresent()) {
      int least = tier.minBadEvents(measure.slo().alerting());
      conditions.add(recorded(Series.badEvents(tier.longWindow())) + " >= " + least);
    }
    var burning = String.join("\nand\n", conditions);
    return endsEarly(tier)
        ? "(\n%s\n)\nunless on (%s)\n(\n%s\n)".formatted(burning, identity(), isOver(tier))
        : burning;
  }

  /** What tells one of the SLO's budgets from another. */
  private String identity() {
    var grouping = measure.slo().counting().grouping();
    return grouping.map(g -> "service, slo, " + g.label()).orElse("service, slo");
  }

  private boolean endsEarly(Tier tier) {
    return tier.severity() == Severity.PAGE && measure.countsEvents();
  }

  /**
   * When the last minute last said that a page is over, and when that it burns. Both are remembered
   * for as long as the short window remembers the fault: were only the present minute asked, a page
   * that had ended would begin anew as soon as traffic stops.
   */
  List<Rule> verdicts() {
    var rules = new ArrayList<Rule>();
    for (var threshold : applied.of(Severity.PAGE)) {
      if (endsEarly(threshold.tier())) {
        rules.add(verdict(Series.OVER, threshold, over(threshold)));
        rules.add(verdict(Series.BURNING, threshold, burns(threshold)));
      }
    }
    return rules;
  }

  private Rule verdict(String metric, BurnThreshold threshold, String condition) {
    var labels = SloRules.labels(measure.slo());
    labels.put("tier", threshold.tier().name());
    return new Recording(metric, "(\n%s\n) * 0 + time()".formatted(condition), labels);
  }

  private String burns(BurnThreshold threshold) {
    return recorded(Series.ratio(LiveSeries.MINUTE))
        + " > "
        + Promql.number(threshold.errorRatio());
  }

  /** The verdict that it is over is younger than any that it burns. */
  private String isOver(Tier tier) {
    var over = remembered(Series.OVER, tier);
    return "%s\n> (%s or %s * 0)".formatted(over, remembered(Series.BURNING, tier), over);
  }

  /** Some minutes longer than the short window, whose base series come late. */
  private String remembered(String metric, Tier tier) {
    var slo = measure.slo();
    var selector =
        Selector.of(
            metric,
            Matcher.equal("service", slo.service()),
            Matcher.equal("slo", slo.name()),
            Matcher.equal("tier", tier.name()));
    var window = tier.shortWindow().plus(SLACK);
    return "last_over_time(%s[%s])".formatted(selector, Promql.duration(window));
  }

  /**
   * A window's error ratio. One of at most five minutes may fall below the threshold up to a minute
   * before the last minute reaches the budget, where all pages end together: it is remembered for
   * so long, or the tiers below would be told for these seconds.
   */
  private String ratio(Duration window, Tier tier) {
    var ratio = recorded(Series.ratio(window));
    if (!endsEarly(tier) || window.compareTo(LiveSeries.LONGEST) > 0) {
      return ratio;
    }
    var memory = LiveSeries.MINUTE.plus(SloRules.LIVE.multipliedBy(2));
    return "max_over_time(%s[%s])".formatted(ratio, Promql.duration(memory));
  }

  /** The last minute is within the budget, and had enough events for that to mean something. */
  private String over(BurnThreshold threshold) {
    var budget = Promql.number(measure.slo().objective().budget());
    var total = recorded(Series.LAST_MINUTE_TOTAL);
    var expected = total + " * " + Promql.number(shareOfBadEvents(threshold));
    return "%s <= %s\nand\n%s <= %s - sqrt(%d * %s)"
        .formatted(
            recorded(Series.ratio(LiveSeries.MINUTE)),
            budget,
            recorded(Series.LAST_MINUTE_BAD),
            expected,
            ENOUGH_EXPECTED,
            expected);
  }

  /** Of a burning minute's events; of slices, as many as make one bad. */
  private BigDecimal shareOfBadEvents(BurnThreshold threshold) {
    return measure.sliceBudget().orElse(threshold.errorRatio());
  }

  private String recorded(String metric) {
    return measure.recorded(metric);
  }
}
