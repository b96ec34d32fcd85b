package dev.nines.cli.supervisor;

import java.util.Locale;

/** Where a part is in its life. */
public enum Phase {
  /** For another part, before its first start. */
  WAITING,
  STARTING,
  HEALTHY,
  /** It ran well once, and its health check fails now. */
  UNHEALTHY,
  /** By a fault. */
  FROZEN,
  /** By a fault. */
  STOPPED,
  /** It ended, and is started again after a pause. */
  RESTARTING,
  /** For good. */
  ENDED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
