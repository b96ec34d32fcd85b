package dev.nines.cli.telemetry;

/**
 * Where a share lies that was estimated from a count, with 95 % confidence.
 *
 * @param low from 0
 * @param high to 1
 */
public record Interval(double low, double high) {
  private static final double Z = 1.959964;

  /**
   * By Wilson's score, which is right for small shares too.
   *
   * @param hits among {@code of}
   * @param of 0 for no knowledge: from 0 to 1
   * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson 1927</a>
   */
  static Interval wilson(long hits, long of) {
    if (of == 0) {
      return new Interval(0, 1);
    }
    double share = (double) hits / of;
    double weight = Z * Z / of;
    double middle = (share + weight / 2) / (1 + weight);
    double half = Z / (1 + weight) * Math.sqrt((share * (1 - share) + weight / 4) / of);
    return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
  }

  /** Whether nothing is in both. */
  boolean isApartFrom(Interval other) {
    return high < other.low || low > other.high;
  }
}
