package dev.nines.cli.telemetry;

/**
 * Where a share lies that was estimated from a count, as surely as was asked.
 *
 * @param low from 0
 * @param high to 1
 */
public record Interval(double low, double high) {
  /** How many standard deviations make 99.9 % sure, two-sided. */
  public static final double SURE = 3.290527;

  /**
   * By Wilson's score, which is right for small shares too.
   *
   * @param hits among {@code of}
   * @param of 0 for no knowledge: from 0 to 1
   * @param z standard deviations to either side: 1.96 for 95 %, {@link #SURE} for 99.9 %
   * @see <a href="https://doi.org/10.1080/01621459.1927.10502953">Wilson 1927</a>
   */
  public static Interval wilson(long hits, long of, double z) {
    if (of == 0) {
      return new Interval(0, 1);
    }
    double share = (double) hits / of;
    double weight = z * z / of;
    double middle = (share + weight / 2) / (1 + weight);
    double half = z / (1 + weight) * Math.sqrt((share * (1 - share) + weight / 4) / of);
    return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
  }

  /** Whether nothing is in both. */
  public boolean isApartFrom(Interval other) {
    return high < other.low || low > other.high;
  }
}
