package dev.nines.gateway.routing;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Attempts beyond the first that a route may make: over any time, no more than the given share of
 * its requests and a reserve. While everything fails, retries would otherwise multiply the load
 * just when it is too much. Thread-safe, without locks.
 */
final class RetryBudget {
  /** A retry costs a hundred; a request brings as much as the percentage. */
  private static final int RETRY = 100;

  private final int deposit;
  private final long cap;
  private final AtomicLong balance;

  RetryBudget(UpstreamProperties.Retry retry) {
    this.deposit = retry.percent();
    this.cap = (long) retry.reserve() * RETRY;
    this.balance = new AtomicLong(cap);
  }

  /** A first attempt is made. */
  void request() {
    long current = balance.get();
    // Full nearly always: then there is nothing to write, which would cost cores their caches.
    while (current < cap && !balance.compareAndSet(current, Math.min(cap, current + deposit))) {
      current = balance.get();
    }
  }

  /** Whether one more attempt may be made; if so, it is paid for. */
  boolean retry() {
    long current = balance.get();
    while (current >= RETRY) {
      if (balance.compareAndSet(current, current - RETRY)) {
        return true;
      }
      current = balance.get();
    }
    return false;
  }
}
