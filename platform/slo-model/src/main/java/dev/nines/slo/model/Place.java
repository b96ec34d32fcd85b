package dev.nines.slo.model;

import java.util.Comparator;

/**
 * A position in a user's file, as editors count it.
 *
 * @param file the name the file was given to the reader under
 * @param line from 1
 * @param column from 1, in code points
 */
public record Place(String file, int line, int column) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::file)
          .thenComparingInt(Place::line)
          .thenComparingInt(Place::column);

  public Place {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(
          "line and column must be at least 1, was: " + line + ":" + column);
    }
  }

  /** The same line, {@code columns} further right. */
  public Place plus(int columns) {
    return new Place(file, line, column + columns);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
