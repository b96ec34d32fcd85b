package dev.nines.test.telemetry;

import dev.nines.otlp.ReceivedSpan;
import dev.nines.slo.model.Slo;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * All that a service showed of itself while it was called.
 *
 * @param code package of the service's own code
 * @param fresh the scrape before the first call
 * @param settled the scrape after the calls
 * @param assailed the scrape after requests whose paths, methods and headers were made up
 * @param answers to the calls, in order
 * @param spans of the answers' traces
 * @param lines that the service printed
 * @param sentOn headers of the requests that other services got from it, names in lower case
 * @param canaries secrets that some of the calls had
 * @param slos what the service promises
 */
record Evidence(
    String service,
    String code,
    Exposition fresh,
    Exposition settled,
    Exposition assailed,
    List<Answer> answers,
    List<ReceivedSpan> spans,
    List<String> lines,
    List<Map<String, String>> sentOn,
    List<String> canaries,
    List<Slo> slos) {
  private static final JsonMapper JSON = JsonMapper.shared();

  boolean hasDatabase() {
    return settled.families().keySet().stream().anyMatch(name -> name.startsWith("r2dbc_"));
  }

  boolean callsOthers() {
    return !clientSpans().isEmpty();
  }

  /** Of the requests to other services. */
  List<ReceivedSpan> clientSpans() {
    return spans.stream().filter(span -> isClient(span) && !isOfDatabase(span)).toList();
  }

  Stream<ReceivedSpan> databaseSpans() {
    return spans.stream().filter(span -> isClient(span) && isOfDatabase(span));
  }

  private static boolean isClient(ReceivedSpan span) {
    return span.span().getKind() == Span.SpanKind.SPAN_KIND_CLIENT;
  }

  private static boolean isOfDatabase(ReceivedSpan span) {
    return span.attributes().keySet().stream()
        .anyMatch(
            key -> key.startsWith("r2dbc") || key.startsWith("jdbc") || key.startsWith("db."));
  }

  /** The span that answered a call; there may be none, or by mistake several. */
  List<ReceivedSpan> answering(Answer answer) {
    return spans.stream()
        .filter(span -> span.isServer() && span.traceId().equals(answer.traceId()))
        .toList();
  }

  /** Lines that are JSON. */
  List<JsonNode> events() {
    return lines.stream().flatMap(line -> parsed(line).stream()).toList();
  }

  /** What is JSON, else empty. */
  static List<JsonNode> parsed(String line) {
    try {
      return List.of(JSON.readTree(line));
    } catch (JacksonException e) {
      return List.of();
    }
  }
}
