package dev.nines.cli.chaos;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An event's id, such as {@code 745-12}: two numbers, which grow in the order in which events are
 * told.
 */
public record Position(long transaction, long sequence) implements Comparable<Position> {
  private static final Pattern FORMAT = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::transaction).thenComparingLong(Position::sequence);

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Position parse(String text) {
    Matcher matcher = FORMAT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("id must be like 745-12, was: " + text);
    }
    return new Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return transaction + "-" + sequence;
  }
}
