package dev.nines.autoconfigure.faults;

import java.time.Duration;

/** What may go wrong on purpose, for a share of the requests. */
sealed interface Fault {
  Duration MAX_DELAY = Duration.ofSeconds(30);

  /** Share of the requests that are hit: 0 for none, 1 for all. */
  double share();

  /** Requests fail as if their handler had thrown. */
  record Errors(double share) implements Fault {
    static final Errors NONE = new Errors(0);

    public Errors {
      check("errors", share);
    }
  }

  /** Requests wait for {@code delay} before their handler is called. */
  record Latency(double share, Duration delay) implements Fault {
    static final Latency NONE = new Latency(0, Duration.ofMillis(500));

    public Latency {
      check("latency", share);
      if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
        throw new IllegalArgumentException(
            "latency.delay must be between PT0S and " + MAX_DELAY + ", was: " + delay);
      }
    }
  }

  private static void check(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + ".share must be between 0 and 1, was: " + share);
    }
  }
}
