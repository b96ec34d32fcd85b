package dev.nines.cli.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

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

  /** Of a figure of each. */
  static <T> double of(List<T> runs, ToDoubleFunction<? super T> figure) {
    return of(runs.stream().mapToDouble(figure).toArray());
  }

  private static int middle(int size) {
    if (size == 0) {
      throw new IllegalArgumentException("values must not be empty");
    }
    return (size - 1) / 2;
  }
}
