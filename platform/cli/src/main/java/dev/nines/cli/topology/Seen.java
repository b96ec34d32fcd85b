package dev.nines.cli.topology;

import dev.nines.otlp.ReceivedSpan;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the graph needs of a span.
 *
 * @param parent its id; empty for none
 * @param outgoing whether it is a call, or a message, to somebody else
 * @param incoming whether it is what somebody else has called for
 * @param error by a status of 5xx, or by the span's own where there is none
 * @param peer who is called, where that is told
 */
record Seen(
    String trace,
    String id,
    String parent,
    String service,
    boolean outgoing,
    boolean incoming,
    long nanos,
    boolean error,
    Optional<Node> peer) {
  private static final int SERVER_ERROR = 500;
  private static final List<String> STATUS =
      List.of("http.response.status_code", "http.status_code", "status");
  private static final List<String> PEER =
      List.of("peer.service", "server.address", "net.peer.name", "network.peer.address");
  private static final List<String> PORT =
      List.of("server.port", "net.peer.port", "network.peer.port");
  private static final List<String> DATABASE = List.of("db.system.name", "db.system");

  static Seen of(ReceivedSpan received) {
    Span span = received.span();
    Map<String, String> attributes = received.attributes();
    boolean outgoing =
        span.getKind() == Span.SpanKind.SPAN_KIND_CLIENT
            || span.getKind() == Span.SpanKind.SPAN_KIND_PRODUCER;
    return new Seen(
        received.traceId(),
        received.spanId(),
        received.parentId(),
        received.service(),
        outgoing,
        span.getKind() == Span.SpanKind.SPAN_KIND_SERVER
            || span.getKind() == Span.SpanKind.SPAN_KIND_CONSUMER,
        Math.max(0, span.getEndTimeUnixNano() - span.getStartTimeUnixNano()),
        failed(received, attributes),
        outgoing ? peer(attributes) : Optional.empty());
  }

  /** Identity within all traces. */
  String key() {
    return key(id);
  }

  String key(String span) {
    return trace + span;
  }

  // A 4xx is the caller's mistake, whatever the span's status says.
  private static boolean failed(ReceivedSpan span, Map<String, String> attributes) {
    return first(attributes, STATUS)
        .filter(status -> status.matches("\\d{3}"))
        .map(status -> Integer.parseInt(status) >= SERVER_ERROR)
        .orElse(span.isError());
  }

  private static Optional<Node> peer(Map<String, String> attributes) {
    Optional<String> system = first(attributes, DATABASE);
    boolean database =
        system.isPresent() || attributes.keySet().stream().anyMatch(k -> k.startsWith("r2dbc."));
    if (database) {
      return first(attributes, List.of("peer.service"))
          .or(() -> system)
          .or(() -> address(attributes))
          .map(name -> new Node(Node.Kind.DATABASE, name));
    }
    return address(attributes).map(name -> new Node(Node.Kind.PEER, name));
  }

  private static Optional<String> address(Map<String, String> attributes) {
    Optional<String> port = first(attributes, PORT);
    return first(attributes, PEER)
        .map(name ->
            attributes.containsKey("peer.service") || port.isEmpty()
                ? name
                : name + ":" + port.get());
  }

  private static Optional<String> first(Map<String, String> attributes, List<String> keys) {
    return keys.stream()
        .map(key -> attributes.getOrDefault(key, ""))
        .filter(value -> !value.isBlank())
        .findFirst();
  }
}
