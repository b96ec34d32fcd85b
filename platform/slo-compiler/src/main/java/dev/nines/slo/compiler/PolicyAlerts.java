package dev.nines.slo.compiler;

import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Alert;
import dev.nines.slo.model.AlertPolicy;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;

/** The alerts that the conditions of an SLO's policies ask for, beside the tiers. */
final class PolicyAlerts {
  static final String NAME = "SLOBurnRate";

  private final Measure measure;
  private final Annotations annotations;

  PolicyAlerts(Measure measure, Annotations annotations) {
    this.measure = measure;
    this.annotations = annotations;
  }

  /**
   * Those whose lookback lies between two lengths.
   *
   * @param above excluded
   * @param most included
   */
  List<Rule> within(Duration above, Duration most) {
    return measure.slo().alerting().policies().stream()
        .filter(AlertPolicy::whenBreaching)
        .filter(policy -> policy.condition().lookback().compareTo(above) > 0)
        .filter(policy -> policy.condition().lookback().compareTo(most) <= 0)
        .map(this::alert)
        .toList();
  }

  private Rule alert(AlertPolicy policy) {
    var condition = policy.condition();
    var labels = SloRules.alertLabels(measure.slo());
    labels.put("severity", condition.severity().label());
    labels.put("policy", policy.name());
    labels.put("condition", condition.name());
    var budget = measure.slo().objective().budget();
    var limit = condition.burnRate().multiply(budget, MathContext.DECIMAL64);
    var expression =
        "%s %s %s"
            .formatted(
                measure.recorded(Series.ratio(condition.lookback())),
                condition.op().symbol(),
                Promql.number(limit));
    return new Alert(
        NAME,
        expression,
        condition.after(),
        Duration.ZERO,
        labels,
        annotations.condition(condition));
  }
}
