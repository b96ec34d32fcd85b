package dev.nines.cli.load;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** How long requests took. Thread-safe; forgets none. */
public final class Latencies {
  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] nanos;
  private final AtomicInteger count = new AtomicInteger();

  /**
   * Of nothing yet.
   *
   * @param most how many there can be
   */
  public Latencies(int most) {
    nanos = new long[most];
  }

  public void add(long took) {
    nanos[count.getAndIncrement()] = took;
  }

  /** How many there are. */
  public int count() {
    return count.get();
  }

  /**
   * In milliseconds, by the nearest rank; 0 without any.
   *
   * @param share such as 0.99
   */
  public double millis(double share) {
    int size = count.get();
    if (size == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * size) - 1)] / NANOS_PER_MILLI;
  }
}
