package dev.nines.cli.bench;

import dev.nines.cli.process.ResidentMemory;
import java.util.concurrent.TimeUnit;

/** The most that a process has had in memory since this began to look. */
final class PeakMemory implements AutoCloseable {
  private static final long BETWEEN_MILLIS = 200;

  private final long pid;
  private final Thread watch;
  private long most;

  PeakMemory(long pid) {
    this.pid = pid;
    this.watch = Thread.ofVirtual().start(this::watch);
  }

  private void watch() {
    try {
      while (true) {
        look();
        TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void look() {
    most = Math.max(most, ResidentMemory.kilobytes(pid));
  }

  /** In 2^10 bytes. */
  synchronized long kilobytes() {
    look();
    return most;
  }

  @Override
  public void close() {
    watch.interrupt();
  }
}
