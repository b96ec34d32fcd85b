package dev.nines.order.outbox;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the outbox, which is also the id of the event there. Positions grow in the order in
 * which events are told, and so within each order in the order in which they happened.
 *
 * @param tx PostgreSQL's 64-bit id of the transaction that wrote the event
 * @param sequence the event's number, unique by itself
 */
public record Position(long tx, long sequence) implements Comparable<Position> {
  /** Before the first event. */
  public static final Position START = new Position(0, 0);

  /** After every event. */
  static final Position END = new Position(Long.MAX_VALUE, Long.MAX_VALUE);

  private static final Pattern FORMAT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::tx).thenComparingLong(Position::sequence);

  /** Reads what {@link #toString} writes; empty if the text is anything else. */
  static Optional<Position> parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    return matcher.matches()
        ? Optional.of(
            new Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  boolean isAfter(Position other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  /** Such as {@code 745-12}. */
  @Override
  public String toString() {
    return tx + "-" + sequence;
  }
}
