package dev.nines.cli.replay;

import dev.nines.cli.prometheus.Track.Point;
import dev.nines.slo.model.Slo;
import java.util.List;
import java.util.Optional;

/**
 * What an SLO's rules made of a history.
 *
 * @param span of the history
 * @param firings of alerts, in the order in which they began
 * @param remaining the share of the period's error budget left, over time; below 0 when overspent
 * @param errorRatio over five minutes, over time; a gap where there was no traffic
 * @param deviation at the end, of the recorded error ratio of the whole period from the one that
 *     the raw series have, as a share of the budget; empty when either has no sample
 * @param notNumbers samples of recorded error ratios that are NaN or infinite
 */
public record Outcome(
    Slo slo,
    Span span,
    List<Firing> firings,
    List<Point> remaining,
    List<Point> errorRatio,
    Optional<Double> deviation,
    int notNumbers) {
  public Outcome {
    firings = List.copyOf(firings);
    remaining = List.copyOf(remaining);
    errorRatio = List.copyOf(errorRatio);
  }

  /** The first page that people heard of. */
  public Optional<Firing> firstPage() {
    return told("page");
  }

  /** The first ticket that people heard of. */
  public Optional<Firing> firstTicket() {
    return told("ticket");
  }

  private Optional<Firing> told(String severity) {
    return firings.stream()
        .filter(firing -> firing.told() && firing.severity().equals(severity))
        .findFirst();
  }

  /** The share of the budget left at the end; empty when there was no sample. */
  public Optional<Double> remainingAtEnd() {
    return remaining.isEmpty() ? Optional.empty() : Optional.of(remaining.getLast().value());
  }
}
