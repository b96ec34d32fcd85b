package dev.nines.cli.bench;

import java.util.Arrays;
import java.util.List;

/** The value in the middle; of an even number of values, the lower of the two. */
final class Median {
  private Median() {}

  static long of(List<Long> values) {
    return values.stream().sorted().toList().get(middle(values.size()));
  }

  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[middle(sorted.length)];
  }

  private static int middle(int size) {
    if (size == 0) {
      throw new IllegalArgumentException("values must not be empty");
    }
    return (size - 1) / 2;
  }
}
