package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.policy.Signal;

/**
 * The mask of log lines. One for the process, as the log itself: its encoder is made by {@code
 * logback.xml} before there is an application context, and hides the defaults from the first line
 * on.
 */
public final class LogMask {
  private static volatile Mask current = Mask.ofDefaults(Signal.LOGS);

  private LogMask() {}

  /** The one in force now; for one line at a time. */
  public static Mask current() {
    return current;
  }

  static void use(Mask mask) {
    current = mask;
  }
}
