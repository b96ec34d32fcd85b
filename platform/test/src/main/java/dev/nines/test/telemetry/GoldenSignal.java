package dev.nines.test.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Something that must be known of each service to tell how it is. docs/GOLDEN-SIGNALS.md says what
 * each is used for.
 *
 * @param name for people
 * @param series all of them, where the service has what they are about
 */
record GoldenSignal(String name, List<Series> series) {
  /**
   * Samples of one name.
   *
   * @param type of the family
   * @param unit as it stands in the name or the help
   * @param labels what at least one sample has
   */
  record Series(String name, String type, String unit, Map<String, String> labels, Has has) {
    List<String> missing(Exposition metrics, Evidence evidence) {
      if (!has.applies(evidence)) {
        return List.of();
      }
      return metrics
          .familyOf(name)
          .map(family -> wrong(family, metrics))
          .orElse(List.of(name + " is not there"));
    }

    private List<String> wrong(Exposition.Family family, Exposition metrics) {
      List<String> wrong = new ArrayList<>();
      if (!family.type().equals(type)) {
        wrong.add("%s is a %s, not a %s".formatted(name, family.type(), type));
      }
      if (family.help().isEmpty()) {
        wrong.add(name + " has no help");
      }
      if (!(name + " " + family.help()).toLowerCase(Locale.ROOT).contains(unit)) {
        wrong.add(
            "%s says its unit, %s, neither in its name nor in its help".formatted(name, unit));
      }
      if (metrics.samples(name).stream().noneMatch(sample -> sample.has(labels))) {
        wrong.add("%s has no series with %s".formatted(name, labels));
      }
      return wrong;
    }
  }

  /** Which services have what a series is about. */
  enum Has {
    EACH {
      @Override
      boolean applies(Evidence evidence) {
        return true;
      }
    },
    HTTP_CLIENT {
      @Override
      boolean applies(Evidence evidence) {
        return evidence.callsOthers();
      }
    },
    DATABASE {
      @Override
      boolean applies(Evidence evidence) {
        return evidence.hasDatabase();
      }
    };

    abstract boolean applies(Evidence evidence);
  }

  /** What of it a service does not have; empty if all is there. */
  List<String> missing(Evidence evidence) {
    return series.stream()
        .flatMap(each -> each.missing(evidence.settled(), evidence).stream())
        .toList();
  }

  /** The twelve, in the order in which they are looked at. */
  static final List<GoldenSignal> ALL =
      List.of(
          new GoldenSignal(
              "traffic",
              List.of(each("http_server_requests_seconds_count", "histogram", "seconds"))),
          new GoldenSignal(
              "errors",
              List.of(
                  new Series(
                      "http_server_requests_seconds_count",
                      "histogram",
                      "seconds",
                      Map.of("outcome", "SERVER_ERROR"),
                      Has.EACH))),
          new GoldenSignal(
              "latency",
              List.of(each("http_server_requests_seconds_bucket", "histogram", "seconds"))),
          new GoldenSignal(
              "saturation of event loops",
              List.of(
                  each("netty_eventexecutor_tasks_pending", "gauge", "tasks"),
                  each("netty_eventexecutor_workers", "gauge", "workers"))),
          new GoldenSignal(
              "saturation of connection pools",
              List.of(
                  each("server_connections", "gauge", "connections"),
                  new Series(
                      "reactor_netty_connection_provider_pending_connections",
                      "gauge",
                      "connections",
                      Map.of(),
                      Has.HTTP_CLIENT),
                  new Series(
                      "r2dbc_pool_pending_connections",
                      "gauge",
                      "connections",
                      Map.of(),
                      Has.DATABASE))),
          new GoldenSignal(
              "saturation of queues",
              List.of(
                  each("overload_in_flight", "gauge", "requests"),
                  each("overload_limit", "gauge", "requests"),
                  new Series(
                      "nines_spans_total",
                      "counter",
                      "spans",
                      Map.of("outcome", "dropped"),
                      Has.EACH))),
          new GoldenSignal(
              "heap used",
              List.of(
                  new Series(
                      "jvm_memory_used_bytes", "gauge", "bytes", Map.of("area", "heap"), Has.EACH),
                  new Series(
                      "jvm_memory_max_bytes", "gauge", "bytes", Map.of("area", "heap"), Has.EACH))),
          new GoldenSignal(
              "heap allocation rate",
              List.of(each("jvm_gc_memory_allocated_bytes_total", "counter", "bytes"))),
          new GoldenSignal(
              "garbage collections and their pauses",
              List.of(
                  each("jvm_gc_pause_seconds_count", "summary", "seconds"),
                  each("jvm_gc_pause_seconds_sum", "summary", "seconds"))),
          new GoldenSignal(
              "threads", List.of(each("jvm_threads_live_threads", "gauge", "threads"))),
          new GoldenSignal(
              "open files",
              List.of(
                  each("process_files_open_files", "gauge", "files"),
                  each("process_files_max_files", "gauge", "files"))),
          new GoldenSignal(
              "start time and version",
              List.of(each("process_start_time_seconds", "gauge", "seconds"))));

  private static Series each(String name, String type, String unit) {
    return new Series(name, type, unit, Map.of(), Has.EACH);
  }
}
