package dev.nines.cli.telemetry;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * All that is known of the requests at one sampling: from who sent them, who answered them, and who
 * took the spans.
 *
 * @param rate of requests that was asked for, per second
 * @param earlier traces that services behind the gateway had before any was sent: its warm-up's
 * @param warming requests that were sent before, to warm up
 * @param spans those that came
 * @param turnedAway spans that came and were not kept
 */
record Evidence(
    Sampling asked,
    double rate,
    Set<TraceId> earlier,
    Sent warming,
    Sent sent,
    List<ServiceRecord> services,
    Map<SpanKey, SpanBook.Entry> spans,
    long turnedAway) {
  /** The service that all requests come through, but those that are sent past it. */
  static final String FRONT = "gateway";

  Evidence {
    earlier = Set.copyOf(earlier);
    services = List.copyOf(services);
    spans = Map.copyOf(spans);
  }

  /** Counts. */
  Measurement measure() {
    Set<SpanKey> served =
        services.stream().flatMap(s -> s.served().stream()).collect(Collectors.toSet());
    Set<TraceId> begun = traces(served);
    Set<TraceId> came = traces(spans.keySet());
    List<SpanKey> expected = served.stream().filter(key -> asked.takes(key.trace())).toList();
    return new Measurement(
        asked,
        rate,
        sent,
        sum(s -> s.counters().requests()),
        sum(s -> s.served().size()),
        services.stream()
            .filter(Predicate.not(ServiceRecord::complete))
            .map(ServiceRecord::name)
            .toList(),
        sum(s -> s.counters().ended()),
        sum(s -> s.counters().dropped()),
        sum(s -> s.counters().failed()),
        spans.size(),
        turnedAway,
        expected.size(),
        expected.stream().filter(key -> !spans.containsKey(key)).count(),
        begun.size(),
        begun.stream().filter(came::contains).count(),
        unexpected(served),
        came.stream().filter(trace -> !begun.contains(trace)).count(),
        broken() + strangers(),
        services.stream().filter(ServiceRecord::restarted).map(ServiceRecord::name).toList());
  }

  private static Set<TraceId> traces(Set<SpanKey> spans) {
    return spans.stream().map(SpanKey::trace).collect(Collectors.toSet());
  }

  private long sum(ToLongFunction<ServiceRecord> count) {
    return services.stream().mapToLong(count).sum();
  }

  // What a service does by itself has traces too, but no server spans.
  private long unexpected(Set<SpanKey> served) {
    return spans.entrySet().stream()
        .filter(span ->
            !asked.takes(span.getKey().trace())
                || (span.getValue().server() && !served.contains(span.getKey())))
        .map(span -> span.getKey().trace())
        .distinct()
        .count();
  }

  private long broken() {
    return spans.entrySet().stream().filter(Predicate.not(this::isLinked)).count();
  }

  private boolean isLinked(Map.Entry<SpanKey, SpanBook.Entry> span) {
    long parent = span.getValue().parent();
    return parent == SpanBook.ROOT || spans.containsKey(span.getKey().sibling(parent));
  }

  /** Traces that began behind the gateway, beyond the requests that were sent past it. */
  private long strangers() {
    Set<TraceId> front = new HashSet<>();
    Set<TraceId> behind = new HashSet<>();
    services.forEach(service ->
        service
            .served()
            .forEach(key -> (service.name().equals(FRONT) ? front : behind).add(key.trace())));
    behind.removeAll(front);
    behind.removeAll(earlier);
    return Math.max(0, behind.size() - warming.direct() - sent.direct());
  }
}
