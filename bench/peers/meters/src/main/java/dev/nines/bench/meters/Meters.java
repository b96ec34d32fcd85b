package dev.nines.bench.meters;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Micrometer's timers (LongAdders), found by their series. */
final class Meters implements Recorder {
  private static final Duration[] BOUNDS =
      Arrays.stream(Counts.BOUNDS_MICROS)
          .mapToObj(bound -> Duration.of(bound, ChronoUnit.MICROS))
          .toArray(Duration[]::new);

  private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
  private final PrometheusMeterRegistry registry;

  Meters(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void add(String route, long micros, int status) {
    timers
        .computeIfAbsent(new Series(route, status), this::timer)
        .record(micros, TimeUnit.MICROSECONDS);
  }

  private Timer timer(Series series) {
    return Timer.builder("http.server.requests")
        .tags("route", series.route(), "status", "" + series.status())
        .serviceLevelObjectives(BOUNDS)
        .register(registry);
  }
}
