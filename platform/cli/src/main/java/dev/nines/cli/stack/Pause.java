package dev.nines.cli.stack;

import dev.nines.cli.terminal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting for something, by asking again and again. */
final class Pause {
  private static final long MILLIS = 50;

  private Pause() {}

  static void brief() {
    try {
      TimeUnit.MILLISECONDS.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted", e);
    }
  }

  /** Whether it came true in time. */
  static boolean until(BooleanSupplier done, Duration patience) {
    Instant end = Instant.now().plus(patience);
    while (!done.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      brief();
    }
    return true;
  }
}
