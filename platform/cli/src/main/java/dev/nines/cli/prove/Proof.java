package dev.nines.cli.prove;

import dev.nines.cli.replay.Incident;
import dev.nines.cli.replay.Replay;
import dev.nines.cli.replay.SyntheticHistory;
import dev.nines.slo.compiler.BurnThreshold;
import dev.nines.slo.model.Slo;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The quality of one SLO's alerts.
 *
 * @param results in the order of the matrix
 */
public record Proof(Slo slo, List<Result> results) {
  /** What spends so much of a budget must not go unnoticed. */
  private static final double MATTERS = 0.05;

  private static final double MAX_DEVIATION = 0.001;
  private static final Duration MAX_RESET = Duration.ofMinutes(5);

  public Proof {
    results = List.copyOf(results);
  }

  /**
   * Replays all cases.
   *
   * @param progress is told of each case before it is replayed
   */
  public static Proof of(Slo slo, Replay replay, Duration scrapeInterval, Consumer<String> progress)
      throws IOException {
    var results = new ArrayList<Result>();
    var cases = Matrix.of(slo);
    for (var subject : cases) {
      progress.accept(
          "%s, %d of %d: %s"
              .formatted(slo.name(), results.size() + 1, cases.size(), subject.incident().name()));
      var history =
          new SyntheticHistory(
              subject.incident(),
              slo,
              Incident.USUAL_RATE,
              scrapeInterval,
              subject.noise(),
              SyntheticHistory.EPOCH);
      var outcome = replay.run(List.of(slo), history).getFirst();
      results.add(new Result(subject, outcome, history.incidentSpan()));
    }
    return new Proof(slo, results);
  }

  /** Of each tier that the SLO has, highest first. */
  public List<TierQuality> tiers() {
    return BurnThreshold.applied(slo).thresholds().stream()
        .map(threshold -> TierQuality.of(threshold, results))
        .toList();
  }

  /** What spent 5 % of the budget or more, faster than evenly, and nobody was told. */
  public List<Result> missed() {
    return results.stream()
        .filter(result -> result.subject().endangersThePromise())
        .filter(result -> result.subject().spent() >= MATTERS && !result.told())
        .toList();
  }

  /** Pages in a month without an incident. */
  public long falsePages() {
    return results.stream().filter(Proof::isHealthy).mapToLong(Result::pages).sum();
  }

  /** The longest time from the end of an incident until its page ended; zero without any. */
  public Duration longestReset() {
    return results.stream()
        .flatMap(result -> result.reset().stream())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** The largest deviation of a period's recorded error ratio, as a share of the budget. */
  public double deviation() {
    return results.stream()
        .flatMap(result -> result.outcome().deviation().stream())
        .max(Double::compare)
        .orElse(0.0);
  }

  /** Samples of error ratios that are no numbers, in all cases together. */
  public int notNumbers() {
    return results.stream().mapToInt(result -> result.outcome().notNumbers()).sum();
  }

  /** Whether each of these is as it must be. */
  public boolean holds() {
    return missed().isEmpty()
        && falsePages() == 0
        && deviation() <= MAX_DEVIATION
        && notNumbers() == 0
        && longestReset().compareTo(MAX_RESET) <= 0;
  }

  private static boolean isHealthy(Result result) {
    return result.subject().noise().isPresent();
  }
}
