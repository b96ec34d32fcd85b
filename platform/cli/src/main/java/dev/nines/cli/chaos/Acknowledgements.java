package dev.nines.cli.chaos;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells when orders are acknowledged again. Thread-safe; one waits at a time. */
final class Acknowledgements {
  private long since = Long.MAX_VALUE;
  private int count;
  private CompletableFuture<Long> first = new CompletableFuture<>();

  /**
   * An order was acknowledged just now.
   *
   * @param begun when the attempt that was answered began, by {@link System#nanoTime}
   */
  synchronized void acknowledged(long begun) {
    if (since != Long.MAX_VALUE && begun - since >= 0) {
      count++;
      first.complete(System.nanoTime());
    }
  }

  /** Looks for an attempt that begins from now on. */
  synchronized void expect() {
    since = System.nanoTime();
    count = 0;
    first = new CompletableFuture<>();
  }

  /** How many such attempts were acknowledged. */
  synchronized int count() {
    return count;
  }

  private synchronized CompletableFuture<Long> first() {
    return first;
  }

  /**
   * When the first such attempt was acknowledged, by {@link System#nanoTime}; null if none was in
   * time.
   */
  @Nullable Long await(Duration patience) throws InterruptedException {
    try {
      return first().get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
