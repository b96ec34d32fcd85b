package dev.nines.cli.overload;

/**
 * What became of the requests of one load.
 *
 * @param rate that was asked for, per second
 * @param sent all that went out
 * @param admitted those that were done
 * @param shed those that were refused with the advice to come back: 429, or 503 with {@code
 *     Retry-After}
 * @param failed all others: an error, or no answer
 * @param skipped those that were due and not sent, since too many were under way
 * @param p50Ms latency of the admitted ones, in milliseconds, as are {@code p95Ms} and {@code
 *     p99Ms}
 */
public record Sample(
    double rate,
    long sent,
    long admitted,
    long shed,
    long failed,
    long skipped,
    double p50Ms,
    double p95Ms,
    double p99Ms) {
  private static final double ENOUGH = 0.999;
  private static final double SLOW_MS = 200;

  /** Whether the load was borne as the order service's SLOs ask for it. */
  public boolean isBorne() {
    return admitted > 0 && skipped == 0 && admitted >= ENOUGH * sent && p95Ms <= SLOW_MS;
  }
}
