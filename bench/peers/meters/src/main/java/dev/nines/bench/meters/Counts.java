package dev.nines.bench.meters;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.HashMap;
import java.util.Map;

/** Histograms in a plain map, for one thread at a time. */
final class Counts {
  /** Of the buckets, those that services have. */
  static final long[] BOUNDS_MICROS = {
    10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000
  };

  private static final double MICROS = 1e6;

  private final Map<Series, Histogram> all = new HashMap<>();

  private static final class Histogram {
    private final long[] buckets = new long[BOUNDS_MICROS.length + 1];
    private long sum;
  }

  void add(Series series, long micros) {
    Histogram histogram = all.computeIfAbsent(series, _ -> new Histogram());
    int bucket = 0;
    while (bucket < BOUNDS_MICROS.length && micros > BOUNDS_MICROS[bucket]) {
      bucket++;
    }
    histogram.buckets[bucket]++;
    histogram.sum += micros;
  }

  /** What a scrape sees, under the name that Micrometer's timer has. */
  HistogramSnapshot snapshot() {
    var snapshot = HistogramSnapshot.builder().name("http_server_requests_seconds");
    all.forEach((series, histogram) -> snapshot.dataPoint(point(series, histogram)));
    return snapshot.build();
  }

  private static HistogramDataPointSnapshot point(Series series, Histogram histogram) {
    var buckets = ClassicHistogramBuckets.builder();
    for (int i = 0; i <= BOUNDS_MICROS.length; i++) {
      double bound =
          i < BOUNDS_MICROS.length ? BOUNDS_MICROS[i] / MICROS : Double.POSITIVE_INFINITY;
      buckets.bucket(bound, histogram.buckets[i]);
    }
    return HistogramDataPointSnapshot.builder()
        .labels(Labels.of("route", series.route(), "status", "" + series.status()))
        .classicHistogramBuckets(buckets.build())
        .sum(histogram.sum / MICROS)
        .build();
  }
}
