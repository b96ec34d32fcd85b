package dev.nines.cli.prove;

import dev.nines.cli.replay.Firing;
import dev.nines.cli.replay.Outcome;
import dev.nines.cli.replay.Span;
import java.time.Duration;
import java.util.Optional;

/**
 * What the rules made of a case.
 *
 * @param incident when it happened
 */
public record Result(Case subject, Outcome outcome, Span incident) {
  /** From the beginning of the incident until people were paged. */
  public Optional<Duration> page() {
    return outcome.firstPage().map(this::after);
  }

  /** From the beginning of the incident until people had a ticket. */
  public Optional<Duration> ticket() {
    return outcome.firstTicket().map(this::after);
  }

  /** From the end of the incident until the last page ended; empty when there was none. */
  public Optional<Duration> reset() {
    return outcome.firings().stream()
        .filter(firing -> firing.severity().equals("page"))
        .map(firing -> Duration.between(incident.to(), firing.span().to()))
        .reduce((a, b) -> a.compareTo(b) > 0 ? a : b)
        .map(reset -> reset.isNegative() ? Duration.ZERO : reset);
  }

  /** Pages that people heard of because the budget burned; no data is another matter. */
  public long pages() {
    return outcome.firings().stream()
        .filter(firing -> firing.told() && firing.severity().equals("page"))
        .filter(firing -> !firing.tier().isEmpty())
        .count();
  }

  boolean fired(String tier) {
    return outcome.firings().stream().anyMatch(firing -> firing.tier().equals(tier));
  }

  boolean told() {
    return outcome.firstPage().isPresent() || outcome.firstTicket().isPresent();
  }

  private Duration after(Firing firing) {
    return Duration.between(incident.from(), firing.span().from());
  }
}
