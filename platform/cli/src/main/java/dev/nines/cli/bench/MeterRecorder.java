package dev.nines.cli.bench;

import java.util.Locale;

/** A way in which {@code bench/peers/meters} counts its requests. */
public enum MeterRecorder {
  /** Not at all. */
  NOTHING,
  /** A lock and a map. */
  LOCK,
  /** Micrometer's meters (LongAdders): what services have. */
  METERS,
  /** A buffer of 1,024 events, never waited for, and a thread that counts them. */
  BUFFER;

  /** As the program calls it, for people too. */
  public String title() {
    return name().toLowerCase(Locale.ROOT);
  }
}
