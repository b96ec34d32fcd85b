package dev.nines.slo.compiler;

import dev.nines.slo.compiler.rule.RuleTest;
import dev.nines.slo.compiler.rule.RuleTest.Expectation;
import dev.nines.slo.compiler.rule.RuleTest.Pace;
import dev.nines.slo.model.AlertPolicy;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Stories of the conditions that an SLO's policies add. */
final class PolicyStories {
  private static final Duration SPARSE = Duration.ofSeconds(30);
  private static final Duration HEALTHY = Duration.ofMinutes(6);

  /** Longer ones are not told: promtool would take too long over them. */
  private static final Duration LONGEST = Duration.ofHours(2);

  private final Slo slo;
  private final DependencyStories.Storyteller storyteller;
  private final double rate;

  PolicyStories(Slo slo, DependencyStories.Storyteller storyteller, double rate) {
    this.slo = slo;
    this.storyteller = storyteller;
    this.rate = rate;
  }

  List<RuleTest> all() {
    return slo.alerting().policies().stream()
        .filter(AlertPolicy::whenBreaching)
        .filter(this::canBeMet)
        .map(this::outage)
        .toList();
  }

  private boolean canBeMet(AlertPolicy policy) {
    var condition = policy.condition();
    var limit = condition.burnRate().multiply(slo.objective().budget());
    return limit.compareTo(BigDecimal.ONE) < 0
        && condition.lookback().plus(condition.after()).compareTo(LONGEST) <= 0;
  }

  private RuleTest outage(AlertPolicy policy) {
    var condition = policy.condition();
    var outage = condition.lookback().plus(condition.after()).plusMinutes(3);
    var time = new Timeline(SPARSE).traffic(HEALTHY, rate, 0).traffic(outage, rate, 1);
    return storyteller.test(
        "a total outage meets the condition of policy " + policy.name(),
        time,
        Pace.BASE,
        List.of(
            fires(policy, HEALTHY, false),
            fires(policy, HEALTHY.plus(outage).minusMinutes(1), true)));
  }

  private Expectation fires(AlertPolicy policy, Duration at, boolean fires) {
    var query =
        "count(ALERTS{alertname=\"%s\",alertstate=\"firing\",slo=\"%s\",policy=\"%s\"})"
            .formatted(PolicyAlerts.NAME, slo.name(), policy.name());
    return new Expectation(at, query, fires ? Map.of("{}", 1.0) : Map.of());
  }
}
