package dev.nines.cli.faults;

import java.util.Locale;

/** What can be broken on purpose. */
public enum FaultKind {
  /** The order service's process is frozen: it holds its connections and answers nothing. */
  OUTAGE,
  /** A share of the order service's requests fail. */
  ERRORS,
  /** A share of the order service's requests are delayed. */
  LATENCY,
  /** PostgreSQL is stopped. */
  DATABASE;

  /** As on the command line, such as {@code outage}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the service's own fault injector brings it about. */
  public boolean injected() {
    return this == ERRORS || this == LATENCY;
  }
}
