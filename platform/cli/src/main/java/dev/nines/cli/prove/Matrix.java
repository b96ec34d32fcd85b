package dev.nines.cli.prove;

import dev.nines.cli.replay.Incident;
import dev.nines.cli.replay.Phase;
import dev.nines.slo.model.Indicator.Latency;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The incidents over which alerts are judged. */
public final class Matrix {
  private static final long SEED = 20_260_101;
  private static final int DAYS = 30;

  private Matrix() {}

  /** The cases of one SLO: all that have a name, and a healthy month. */
  public static List<Case> of(Slo slo) {
    var cases = new ArrayList<Case>();
    for (var incident : Incident.all()) {
      cases.add(new Case(slo, incident, Optional.empty()));
    }
    if (slo.indicator() instanceof Latency) {
      slowness().forEach(incident -> cases.add(new Case(slo, incident, Optional.empty())));
    }
    cases.add(new Case(slo, healthyMonth(slo), Optional.of(SEED)));
    return List.copyOf(cases);
  }

  private static List<Incident> slowness() {
    return List.of(
        Incident.of(
            "slow-minutes",
            "20 % of events are too slow for 30 minutes",
            List.of(new Phase(Duration.ofMinutes(30), 1, 0.2, Phase.Mishap.NONE))),
        Incident.of(
            "slow-day",
            "2 % of events are too slow for a day",
            List.of(new Phase(Duration.ofDays(1), 1, 0.02, Phase.Mishap.NONE))));
  }

  /**
   * Days of ten times as much traffic as evenings, nights of 5 events an hour, and errors at half
   * the rate that the budget allows, all as Poisson counts.
   */
  static Incident healthyMonth(Slo slo) {
    double bad = slo.objective().budget().doubleValue() / 2;
    var phases = new ArrayList<Phase>();
    for (int hour = 0; hour < DAYS * 24; hour++) {
      phases.add(new Phase(Duration.ofHours(1), traffic(hour % 24), bad, Phase.Mishap.NONE));
    }
    return Incident.of(
        "healthy-month",
        "30 days, traffic 10:1, nights with 5 events an hour, errors at half the budget's rate",
        phases);
  }

  private static double traffic(int hour) {
    if (hour >= 1 && hour < 5) {
      return 5.0 / 3600 / Incident.USUAL_RATE;
    }
    return 0.55 - 0.45 * Math.cos(2 * Math.PI * (hour - 3) / 24);
  }
}
