package dev.nines.bench.meters;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;

/** A lock and a map. */
final class Locked implements Recorder {
  private final Counts counts = new Counts();

  Locked(PrometheusMeterRegistry registry) {
    registry.getPrometheusRegistry().register(this::snapshot);
  }

  @Override
  public synchronized void add(String route, long micros, int status) {
    counts.add(new Series(route, status), micros);
  }

  private synchronized MetricSnapshot snapshot() {
    return counts.snapshot();
  }
}
