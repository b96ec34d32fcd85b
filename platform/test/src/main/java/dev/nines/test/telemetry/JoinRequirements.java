package dev.nines.test.telemetry;

import dev.nines.otlp.ReceivedSpan;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Level 4: from each signal of a request there is a way to the others, and on to other services.
 */
final class JoinRequirements {
  static final List<Requirement> ALL =
      List.of(
          new Requirement(4, "each call's lines have its trace id", JoinRequirements::lines),
          new Requirement(4, "each format's trace goes on", JoinRequirements::formats),
          new Requirement(4, "calls of others carry each format", JoinRequirements::sentOn),
          new Requirement(4, "no span's parent is missing", JoinRequirements::parents),
          new Requirement(4, "queries are part of the trace", JoinRequirements::database),
          new Requirement(4, "histograms lead to traces", JoinRequirements::exemplars));

  private JoinRequirements() {}

  private static List<String> lines(Evidence evidence) {
    List<JsonNode> accesses =
        evidence.events().stream()
            .filter(event -> event.path("logger").asString().equals("access"))
            .toList();
    Set<String> traces =
        accesses.stream()
            .map(event -> event.path("trace_id").asString())
            .collect(Collectors.toSet());
    return Stream.concat(
            evidence.answers().stream()
                .filter(answer -> !traces.contains(answer.traceId()))
                .map(answer ->
                    "%s %s with %s: none has it"
                        .formatted(answer.call().method(), answer.call().path(), answer.format())),
            accesses.stream()
                .filter(event -> event.path("trace_id").isMissingNode())
                .map(event -> "without any: " + event))
        .limit(5)
        .toList();
  }

  private static List<String> formats(Evidence evidence) {
    return evidence.answers().stream()
        .flatMap(answer ->
            evidence.answering(answer).stream()
                .filter(span -> !span.parentId().equals(answer.parentId()))
                .map(span ->
                    "with %s the parent is '%s', not %s"
                        .formatted(answer.format(), span.parentId(), answer.parentId())))
        .toList();
  }

  private static List<String> sentOn(Evidence evidence) {
    if (!evidence.callsOthers()) {
      return List.of();
    }
    if (evidence.sentOn().isEmpty()) {
      return List.of("it calls others, and the test's sentOn() does not tell what they get");
    }
    return evidence.answers().stream()
        .map(Answer::traceId)
        .filter(evidence::isSentOn)
        .flatMap(trace -> {
          List<Map<String, String>> requests =
              evidence.sentOn().stream()
                  .filter(headers -> TraceHeaders.W3C.tell(headers, trace))
                  .toList();
          return requests.isEmpty()
              ? Stream.of("trace %s is in none of the requests to others".formatted(trace))
              : requests.stream().flatMap(headers -> lacking(headers, trace));
        })
        .limit(5)
        .toList();
  }

  private static Stream<String> lacking(Map<String, String> headers, String trace) {
    Stream<String> formats =
        Arrays.stream(TraceHeaders.values())
            .filter(format -> !format.tell(headers, trace))
            .map(format -> "%s does not tell of trace %s in %s".formatted(format, trace, headers));
    return headers.getOrDefault("baggage", "").contains(Probe.BAGGAGE)
        ? formats
        : Stream.concat(formats, Stream.of("the baggage was not handed on, in " + headers));
  }

  private static List<String> parents(Evidence evidence) {
    Set<String> known =
        Stream.concat(
                evidence.spans().stream().map(ReceivedSpan::spanId),
                evidence.answers().stream().map(Answer::parentId))
            .collect(Collectors.toSet());
    return evidence.spans().stream()
        .filter(span -> !span.parentId().isEmpty() && !known.contains(span.parentId()))
        .map(span -> "'%s' comes from an unknown span".formatted(span.span().getName()))
        .limit(5)
        .toList();
  }

  private static List<String> database(Evidence evidence) {
    if (!evidence.hasDatabase()) {
      return List.of();
    }
    Set<String> spans =
        evidence.spans().stream().map(ReceivedSpan::spanId).collect(Collectors.toSet());
    return evidence.databaseSpans().anyMatch(span -> spans.contains(span.parentId()))
        ? List.of()
        : List.of("there is a database, and no span of a query below a call's");
  }

  private static List<String> exemplars(Evidence evidence) {
    Set<String> traces =
        evidence.answers().stream().map(Answer::traceId).collect(Collectors.toSet());
    return evidence.settled().samples("http_server_requests_seconds_bucket").stream()
            .anyMatch(sample -> traces.contains(sample.exemplar().getOrDefault("trace_id", "")))
        ? List.of()
        : List.of("no bucket of http_server_requests_seconds has an exemplar of a call");
  }
}
