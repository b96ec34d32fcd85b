package dev.nines.autoconfigure.draining;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * Holds the shutdown back before the servers stop. Spring Boot has refused readiness by then, and
 * the management port still says so.
 */
final class DrainingPause implements SmartLifecycle {
  private final Duration delay;
  private volatile boolean running;

  DrainingPause(Duration delay) {
    this.delay = delay;
  }

  /** Stopped before all others. */
  @Override
  public int getPhase() {
    return Integer.MAX_VALUE;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public void stop(Runnable done) {
    stop();
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS).execute(done);
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
