package dev.nines.cli.telemetry;

import dev.nines.cli.load.Latencies;
import java.util.Map;

/**
 * The requests of a load.
 *
 * @param due so many should have been sent
 * @param sent so many were
 * @param direct those of them that went to order, past the gateway
 * @param right those of them that had the answer that such a request must have
 * @param statuses how many were answered with which status; {@code 0} for no answer
 * @param latencies of those that were answered
 */
public record Sent(
    long due,
    long sent,
    long direct,
    long right,
    Map<Integer, Long> statuses,
    Latencies latencies) {
  private static final int SERVER_ERROR = 500;

  public Sent {
    statuses = Map.copyOf(statuses);
  }

  /** The share of what was sent that was answered with a server's error, or not at all. */
  public double failed() {
    long failed =
        statuses.entrySet().stream()
            .filter(status -> status.getKey() == 0 || status.getKey() >= SERVER_ERROR)
            .mapToLong(Map.Entry::getValue)
            .sum();
    return sent == 0 ? 0 : (double) failed / sent;
  }
}
