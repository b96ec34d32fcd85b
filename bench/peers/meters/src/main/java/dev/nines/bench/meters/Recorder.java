package dev.nines.bench.meters;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Counts requests by route, status and latency, for a registry that is scraped. */
sealed interface Recorder permits Nothing, Locked, Meters, Buffered {
  /** By how many threads at once may be. */
  void add(String route, long micros, int status);

  /** Requests that were not counted. */
  default long dropped() {
    return 0;
  }

  static Recorder of(String name, PrometheusMeterRegistry registry) {
    return switch (name) {
      case "nothing" -> new Nothing();
      case "lock" -> new Locked(registry);
      case "meters" -> new Meters(registry);
      case "buffer" -> new Buffered(registry);
      default ->
          throw new IllegalArgumentException(
              "recorder must be nothing, lock, meters or buffer, was: " + name);
    };
  }
}
