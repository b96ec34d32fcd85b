package dev.nines.cli.faults;

import dev.nines.cli.terminal.Spell;
import java.time.Duration;
import java.time.Instant;

/**
 * One fault that somebody asked for.
 *
 * @param share of requests that suffer, from 0 to 1; 1 where the kind knows no shares
 * @param delay of those requests; zero where the kind knows no delay
 * @param since when it was asked for
 */
public record Fault(FaultKind kind, double share, Duration delay, Instant since) {
  public Fault {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be above 0 and at most 1, was: " + share);
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay must not be negative, was: " + delay);
    }
  }

  /** What it does, such as {@code order answers errors to 100 % of requests}. */
  public String description() {
    return switch (kind) {
      case OUTAGE -> "order is frozen";
      case ERRORS -> "order answers errors to " + Spell.percent(share, 2) + " of its requests";
      case LATENCY ->
          "order delays "
              + Spell.percent(share, 2)
              + " of its requests by "
              + delay.toMillis()
              + " ms";
      case DATABASE -> "PostgreSQL is stopped";
    };
  }
}
