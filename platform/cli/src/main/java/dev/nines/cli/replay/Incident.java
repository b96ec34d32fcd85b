package dev.nines.cli.replay;

import dev.nines.cli.replay.Phase.Mishap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A made-up incident: what happens after a healthy lead, and before a healthy end.
 *
 * @param name by which people ask for it
 * @param replicas how many instances share the traffic
 * @param lateBorn whether the series of bad events exists only from the first bad event on
 */
public record Incident(
    String name,
    String description,
    Duration lead,
    List<Phase> phases,
    Duration end,
    int replicas,
    boolean lateBorn) {
  /** Events a second of all replicas, where nothing else is said. */
  public static final double USUAL_RATE = 50;

  private static final Duration LEAD = Duration.ofHours(6);
  private static final Duration END = Duration.ofMinutes(90);
  private static final int FLEET = 20;

  public Incident {
    phases = List.copyOf(phases);
    if (phases.isEmpty() || replicas < 1) {
      throw new IllegalArgumentException(
          "an incident needs phases and replicas, was: " + phases + ", " + replicas);
    }
  }

  /** Lead, phases and end. */
  List<Phase> timeline() {
    return Stream.of(Stream.of(Phase.healthy(lead)), phases.stream(), Stream.of(Phase.healthy(end)))
        .flatMap(phase -> phase)
        .toList();
  }

  /** How long the incident itself lasts. */
  public Duration length() {
    return phases.stream().map(Phase::length).reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * The share of a period's error budget that it spends, at the usual rate for the rest of it.
   *
   * @param budget share of events that may be bad
   */
  public double budgetSpent(Duration period, double budget) {
    double badSeconds =
        phases.stream()
            .filter(phase -> phase.mishap() == Mishap.NONE)
            .mapToDouble(phase -> phase.length().toSeconds() * phase.traffic() * phase.bad())
            .sum();
    return badSeconds / (period.toSeconds() * budget);
  }

  /** The one called {@code name}. */
  public static Optional<Incident> named(String name) {
    return all().stream().filter(incident -> incident.name.equals(name)).findFirst();
  }

  /** All that have a name. */
  public static List<Incident> all() {
    return List.of(
        failing("outage", "every event is bad for 10 minutes", minutes(10), 1),
        failing("half-outage", "50 % of events are bad for 15 minutes", minutes(15), 0.5),
        failing("tenth-outage", "10 % of events are bad for 30 minutes", minutes(30), 0.1),
        failing("brown-out", "2 % of events are bad for 3 hours", minutes(180), 0.02),
        failing("leak", "0.5 % of events are bad for 12 hours", minutes(720), 0.005),
        failing("trickle", "0.11 % of events are bad for 4 days", Duration.ofDays(4), 0.0011),
        failing("deploy-blip", "every event is bad for 10 seconds", Duration.ofSeconds(10), 1),
        flapping(),
        mishap("target-down", "all targets are gone for 10 minutes", minutes(10), Mishap.DOWN),
        mishap("scrape-gap", "nothing is scraped for 30 minutes", minutes(30), Mishap.SCRAPE_GAP),
        rollingRestart(),
        firstFailure(),
        quietNight());
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  /** One replica, the usual lead and end. */
  public static Incident of(String name, String description, List<Phase> phases) {
    return new Incident(name, description, LEAD, phases, END, 1, false);
  }

  private static Incident failing(String name, String description, Duration length, double bad) {
    return of(name, description, List.of(Phase.failing(length, bad)));
  }

  private static Incident mishap(String name, String description, Duration length, Mishap mishap) {
    return of(name, description, List.of(Phase.mishap(length, mishap)));
  }

  private static Incident flapping() {
    var phases = new ArrayList<Phase>();
    for (int i = 0; i < 12; i++) {
      phases.add(Phase.failing(minutes(1), 1));
      phases.add(Phase.healthy(minutes(9)));
    }
    return of("flapping", "every event is bad for 1 minute of each 10, for 2 hours", phases);
  }

  private static Incident rollingRestart() {
    var restart = Phase.mishap(minutes(10), Mishap.ROLLING_RESTART);
    var description = FLEET + " replicas restart one after the other within 10 minutes";
    return new Incident("rolling-restart", description, LEAD, List.of(restart), END, FLEET, false);
  }

  private static Incident firstFailure() {
    var outage = Phase.failing(minutes(10), 1);
    var description = "an outage of 10 minutes brings the first bad event there ever was";
    return new Incident("late-born", description, LEAD, List.of(outage), END, 1, true);
  }

  /** 5 requests an hour at the usual 50 a second, one of them failing. */
  private static Incident quietNight() {
    double traffic = 5.0 / 3600 / USUAL_RATE;
    var failure = new Phase(minutes(12), traffic, 1, Mishap.NONE);
    var quiet = new Phase(minutes(240), traffic, 0, Mishap.NONE);
    return of(
        "quiet-night",
        "8 hours with 5 events an hour, one of which is bad",
        List.of(quiet, failure, quiet));
  }
}
