package dev.nines.cli.replay;

import java.time.Duration;
import java.time.Instant;

/** A time with a beginning and an end. */
public record Span(Instant from, Instant to) {
  public Span {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("to must not be before from, was: " + from + ", " + to);
    }
  }

  public Duration length() {
    return Duration.between(from, to);
  }

  boolean contains(Instant at) {
    return !at.isBefore(from) && !at.isAfter(to);
  }
}
