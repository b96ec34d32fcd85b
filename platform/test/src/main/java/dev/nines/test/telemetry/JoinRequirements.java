package dev.nines.test.telemetry;

import dev.nines.otlp.ReceivedSpan;
import java.time.Instant;
import java.time.format.DateTimeParseException;
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
    return Stream.concat(withoutAccess(evidence), withoutTrace(evidence)).limit(5).toList();
  }

  private static Stream<String> withoutAccess(Evidence evidence) {
    Set<String> traces =
        evidence.events().stream()
            .filter(event -> event.path("logger").asString().equals("access"))
            .map(JoinRequirements::traceId)
            .collect(Collectors.toSet());
    return evidence.answers().stream()
        .filter(answer -> !traces.contains(answer.traceId()))
        .map(answer ->
            "%s %s with %s: none has it"
                .formatted(answer.call().method(), answer.call().path(), answer.format()));
  }

  /**
   * Of the lines written while a call was under way, those of the service's own code and those of
   * threads that work for requests. What else goes on meanwhile, such as export, is no request's.
   */
  private static Stream<String> withoutTrace(Evidence evidence) {
    Set<String> traces =
        evidence.answers().stream().map(Answer::traceId).collect(Collectors.toSet());
    Set<String> threads =
        evidence.events().stream()
            .filter(event -> traces.contains(traceId(event)))
            .map(JoinRequirements::threads)
            .collect(Collectors.toSet());
    return evidence.events().stream()
        .filter(event -> traceId(event).isEmpty())
        .filter(event -> threads.contains(threads(event)) || isOf(evidence.code(), event))
        .filter(event -> isDuringACall(event, evidence))
        .map(event -> "without any: " + event);
  }

  private static String traceId(JsonNode event) {
    return event.path("trace_id").asString("");
  }

  /** All of a pool, whose threads are numbered. */
  private static String threads(JsonNode event) {
    return event.path("thread").asString("").replaceAll("\\d+", "");
  }

  private static boolean isOf(String code, JsonNode event) {
    return (event.path("logger").asString("") + ".").startsWith(code + ".");
  }

  private static boolean isDuringACall(JsonNode event, Evidence evidence) {
    try {
      Instant time = Instant.parse(event.path("ts").asString(""));
      return evidence.answers().stream().anyMatch(answer -> answer.isUnderWay(time));
    } catch (DateTimeParseException e) {
      // The schema's requirement says so.
      return false;
    }
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
    return evidence.clientSpans().stream()
        .flatMap(span ->
            evidence.sentOn().stream()
                .filter(headers -> TraceHeaders.W3C.tell(headers, span.traceId(), span.spanId()))
                .findFirst()
                .map(headers -> lacking(headers, span))
                .orElseGet(() -> Stream.of("no request to others tells of " + text(span))))
        .limit(5)
        .toList();
  }

  private static Stream<String> lacking(Map<String, String> headers, ReceivedSpan span) {
    Stream<String> formats =
        Arrays.stream(TraceHeaders.values())
            .filter(format -> !format.tell(headers, span.traceId(), span.spanId()))
            .map(format -> "%s does not tell of %s in %s".formatted(format, text(span), headers));
    return headers.getOrDefault("baggage", "").contains(Probe.BAGGAGE)
        ? formats
        : Stream.concat(formats, Stream.of("the baggage was not handed on, in " + headers));
  }

  private static String text(ReceivedSpan span) {
    return "span %s of trace %s".formatted(span.spanId(), span.traceId());
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
