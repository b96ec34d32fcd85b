package dev.nines.slo.model;

import java.util.Comparator;

/**
 * A mistake in a user's file: where, what is so, and what to do about it.
 *
 * @param fact a sentence without its full stop
 * @param fix a sentence without its full stop
 */
public record Problem(Place place, String fact, String fix) implements Comparable<Problem> {
  private static final Comparator<Problem> ORDER =
      Comparator.comparing(Problem::place).thenComparing(Problem::fact).thenComparing(Problem::fix);

  /** In the order of the file, so that people can work from top to bottom. */
  @Override
  public int compareTo(Problem other) {
    return ORDER.compare(this, other);
  }

  /** {@code file:line:col: fact. fix.}, which editors and terminals turn into a link. */
  @Override
  public String toString() {
    return place + ": " + fact + ". " + fix + ".";
  }
}
