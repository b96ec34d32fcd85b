package dev.nines.cli.prove;

import dev.nines.cli.replay.Incident;
import dev.nines.cli.replay.Phase;
import dev.nines.cli.replay.Phase.Mishap;
import dev.nines.slo.compiler.BurnThreshold;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One incident of the matrix, and the SLO it happens to.
 *
 * @param noise seed of the numbers of events; without it they are as expected
 */
public record Case(Slo slo, Incident incident, Optional<Long> noise) {
  /** Of events at the usual rate: below this nobody could tell a share from chance. */
  private static final Duration STEP = Duration.ofSeconds(10);

  /** The share of the period's budget that the whole incident spends. */
  public double spent() {
    return incident.budgetSpent(slo.period().length(), budget());
  }

  /** The largest share of the budget that goes within any stretch of {@code window}. */
  double mostSpentWithin(Duration window) {
    var bad = badSeconds();
    int width = (int) (window.toSeconds() / STEP.toSeconds());
    double sum = 0;
    double most = 0;
    for (int i = 0; i < bad.length; i++) {
      sum += bad[i] - (i >= width ? bad[i - width] : 0);
      most = Math.max(most, sum);
    }
    return most / (slo.period().length().toSeconds() * budget());
  }

  /** Whether the budget burns faster than evenly at any time: slower keeps the promise. */
  boolean endangersThePromise() {
    return noise.isEmpty()
        && incident.phases().stream()
            .anyMatch(phase -> phase.mishap() == Mishap.NONE && phase.bad() > budget());
  }

  /** Whether so much is spent so fast that a tier has to fire. */
  boolean deserves(BurnThreshold threshold) {
    return mostSpentWithin(threshold.tier().longWindow()) > threshold.budgetSpent().doubleValue();
  }

  private double[] badSeconds() {
    List<Phase> phases = incident.phases();
    int steps = (int) Math.ceilDiv(incident.length().toSeconds(), STEP.toSeconds());
    double[] bad = new double[steps];
    int from = 0;
    for (var phase : phases) {
      int to = Math.min(steps, from + (int) (phase.length().toSeconds() / STEP.toSeconds()));
      double share = phase.mishap() == Mishap.NONE ? phase.traffic() * phase.bad() : 0;
      for (int i = from; i < to; i++) {
        bad[i] = share * STEP.toSeconds();
      }
      from = to;
    }
    return bad;
  }

  private double budget() {
    return slo.objective().budget().doubleValue();
  }
}
