package dev.nines.slo.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Why the base rates' window is a minute and one scrape interval. Prometheus' own extrapolation,
 * applied to a counter whose events come in bursts, summed over a day of minutes.
 *
 * @see <a
 *     href="https://github.com/prometheus/prometheus/blob/main/promql/functions.go">extrapolatedRate</a>
 */
class TilingTests {
  private static final int DAY = 24 * 3600;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 10, 15})
  void minuteAndOneScrape_losesNothing(int scrape) {
    var counter = bursts(scrape);
    double counted = sumOfMinutes(counter, 60 + scrape);
    assertThat(counted / increase(counter)).isCloseTo(1, within(1e-9));
  }

  @Test
  void minuteAlone_losesBursts() {
    var counter = new TreeMap<Double, Double>();
    // One burst a minute, always between the last scrape of a minute and the first of the next.
    for (int t = -120; t < DAY; t += 15) {
      counter.put(t + 7.0, 1e6 + Math.floor((t + 7.0) / 60) * 1000);
    }
    assertThat(sumOfMinutes(counter, 60) / increase(counter)).isLessThan(0.01);
    assertThat(sumOfMinutes(counter, 75) / increase(counter)).isCloseTo(1, within(1e-9));
  }

  private static TreeMap<Double, Double> bursts(int scrape) {
    var random = new Random(42);
    var counter = new TreeMap<Double, Double>();
    double value = 1_000_000;
    for (double t = 0.4 - 10 * scrape; t <= DAY; t += scrape) {
      value += random.nextInt(50) == 0 ? random.nextInt(10_000) : random.nextInt(3);
      counter.put(t, value);
    }
    return counter;
  }

  private static double increase(TreeMap<Double, Double> counter) {
    var last = counter.floorEntry((double) DAY).getValue();
    return last - counter.floorEntry(0.0).getValue();
  }

  private static double sumOfMinutes(TreeMap<Double, Double> counter, int window) {
    double sum = 0;
    for (int t = 60; t <= DAY; t += 60) {
      sum += 60 * rate(counter, t, window);
    }
    return sum;
  }

  /** As Prometheus: left-open range, extrapolated to its ends where a sample is near enough. */
  private static double rate(TreeMap<Double, Double> counter, double at, double window) {
    var samples = counter.subMap(at - window, false, at, true);
    if (samples.size() < 2) {
      return 0;
    }
    double first = samples.firstKey();
    double last = samples.lastKey();
    double sampled = last - first;
    double average = sampled / (samples.size() - 1);
    double start = first - (at - window);
    double end = at - last;
    double difference = samples.get(last) - samples.get(first);
    double toZero =
        difference > 0 ? sampled * (samples.get(first) / difference) : Double.POSITIVE_INFINITY;
    start = start >= average * 1.1 ? average / 2 : start;
    start = Math.min(start, toZero);
    end = end >= average * 1.1 ? average / 2 : end;
    return difference * (sampled + start + end) / sampled / window;
  }
}
