package dev.nines.test.telemetry;

import dev.nines.otlp.ReceivedSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** For each requirement what it must see: good evidence of which one thing is wrong. */
final class Broken {
  private static final Evidence WHOLE = Sample.evidence();
  private static final String METRICS = Sample.metrics();
  private static final String CANARY = WHOLE.canaries().getFirst();

  private Broken() {}

  /** By the requirements' names, each thing by itself. */
  static Map<String, List<Evidence>> all() {
    Map<String, List<Evidence>> broken = new LinkedHashMap<>();
    seen(broken);
    complete(broken);
    shape(broken);
    join(broken);
    trust(broken);
    return broken;
  }

  private static void seen(Map<String, List<Evidence>> broken) {
    broken.put("calls are answered as they should be", List.of(answered(404)));
    broken.put("a scrape has metrics", List.of(settled("up 1\n# EOF\n")));
    broken.put("lines are printed as JSON", List.of(lines("Started"), lines()));
    broken.put(
        "each call makes one server span", List.of(without(0), spans(1, WHOLE.spans().getFirst())));
  }

  private static void complete(Map<String, List<Evidence>> broken) {
    for (GoldenSignal signal : GoldenSignal.ALL) {
      String first = signal.series().getFirst().name();
      String errors = signal.name().equals("errors") ? "SERVER_ERROR" : first;
      broken.put(
          "golden signal: " + signal.name(), List.of(settled(METRICS.replace(errors, "other"))));
    }
    broken.put(
        "each series says whose it is", List.of(settled(METRICS.replace("env=\"test\",", ""))));
  }

  private static void shape(Map<String, List<Evidence>> broken) {
    broken.put(
        "each line is valid against the schema",
        List.of(lines(Sample.line(Sample.TRACE).replace("05.678Z", "05Z"))));
    broken.put("spans are named after routes", List.of(named("http get /items/7")));
    broken.put("spans say the status", List.of(spans(0, Sample.server(Sample.TRACE, "01", "201"))));
    broken.put(
        "server errors, and they alone, are errors",
        List.of(spans(0, Sample.server(Sample.TRACE, "01", "500"))));
    String bucket = METRICS.lines().filter(line -> line.contains("le=")).findFirst().orElseThrow();
    broken.put(
        "histograms have the bounds of the SLOs",
        List.of(
            settled(METRICS.replace("le=\"0.2\"", "le=\"0.25\"")),
            settled(METRICS.replace(Sample.URI, "")),
            settled(
                METRICS.replace(
                    bucket,
                    bucket + "\n" + bucket.replace(",le=\"0.2\"", ",method=\"PUT\",le=\"0.3\"")))));
    broken.put(
        "what SLOs count is there before the first event",
        List.of(
            fresh("up 1\n# EOF\n"),
            fresh(METRICS.replace("status=\"failed\"", "status=\"other\"")),
            fresh(METRICS.replace("status=\"failed\"} 0", "status=\"failed\"} 1")),
            fresh(METRICS.replace(Sample.URI, "")),
            fresh(METRICS.replace("le=\"0.2\"", "le=\"0.25\""))));
  }

  private static void join(Map<String, List<Evidence>> broken) {
    broken.put(
        "each call's lines have its trace id",
        List.of(
            lines(Sample.line("c".repeat(32))),
            lines(Sample.line(Sample.TRACE), Sample.line("t-2", "io.library")),
            lines(Sample.line(Sample.TRACE), Sample.line("own-1", "dev.shop.Jobs"))));
    broken.put("each format's trace goes on", List.of(parent("2".repeat(16))));
    broken.put(
        "calls of others carry each format",
        Stream.concat(
                Sample.sentOn().keySet().stream().map(header -> header(header, "")),
                Stream.of(
                    header("b3", Sample.TRACE + "-" + Sample.PARENT + "-1"),
                    header("b3", Sample.TRACE + "-" + Sample.CLIENT + "-0")))
            .toList());
    broken.put(
        "no span's parent is missing",
        List.of(spans(2, Sample.client(Sample.TRACE, "03", "99", "peer", "stock"))));
    broken.put("queries are part of the trace", List.of(without(3)));
    broken.put(
        "histograms lead to traces", List.of(settled(METRICS.replace("trace_id", "request_id"))));
  }

  private static void trust(Map<String, List<Evidence>> broken) {
    broken.put(
        "made-up requests make no series",
        List.of(
            assailed(METRICS.replace(Sample.URI, ",uri=\"/made-up\"")),
            assailed(METRICS.replace("area=\"heap\"", "area=\"made-up\""))));
    broken.put(
        "secrets are in no signal",
        List.of(
            lines(Sample.line(Sample.TRACE).replace("GET", CANARY)),
            named("http get " + CANARY),
            spans(2, Sample.client(Sample.TRACE, "03", "01", "peer", "a " + CANARY)),
            assailed(METRICS.replace("status=\"failed\"", "status=\"" + CANARY + "\""))));
    broken.put(
        "no span is lost",
        Stream.of("dropped", "failed")
            .flatMap(outcome ->
                lost("nines_spans_total{" + Sample.COMMON + ",outcome=\"" + outcome + "\"}"))
            .toList());
    broken.put("no line is lost", lost("nines_logs_dropped_total{" + Sample.COMMON + "}").toList());
  }

  /** Counted, and not there to tell. */
  private static Stream<Evidence> lost(String series) {
    return Stream.of(
        assailed(METRICS.replace(series + " 0", series + " 3")),
        assailed(METRICS.replace(series + " 0\n", "")));
  }

  private static Evidence fresh(String text) {
    return metrics(Exposition.parse(text), WHOLE.settled(), WHOLE.assailed());
  }

  private static Evidence settled(String text) {
    return metrics(WHOLE.fresh(), Exposition.parse(text), WHOLE.assailed());
  }

  private static Evidence assailed(String text) {
    return metrics(WHOLE.fresh(), WHOLE.settled(), Exposition.parse(text));
  }

  private static Evidence metrics(Exposition fresh, Exposition settled, Exposition assailed) {
    return new Evidence(
        WHOLE.service(),
        WHOLE.code(),
        fresh,
        settled,
        assailed,
        WHOLE.answers(),
        WHOLE.spans(),
        WHOLE.lines(),
        WHOLE.sentOn(),
        WHOLE.canaries(),
        WHOLE.slos());
  }

  private static Evidence with(
      List<Answer> answers,
      List<ReceivedSpan> spans,
      List<String> lines,
      List<Map<String, String>> sentOn) {
    return new Evidence(
        WHOLE.service(),
        WHOLE.code(),
        WHOLE.fresh(),
        WHOLE.settled(),
        WHOLE.assailed(),
        answers,
        spans,
        lines,
        sentOn,
        WHOLE.canaries(),
        WHOLE.slos());
  }

  private static Evidence answered(int status) {
    Answer first = WHOLE.answers().getFirst();
    return answers(Sample.answer(first.call(), first.traceId(), first.parentId(), status));
  }

  private static Evidence parent(String span) {
    Answer first = WHOLE.answers().getFirst();
    return answers(Sample.answer(first.call(), first.traceId(), span, first.status()));
  }

  private static Evidence answers(Answer first) {
    return with(
        List.of(first, WHOLE.answers().get(1)), WHOLE.spans(), WHOLE.lines(), WHOLE.sentOn());
  }

  /** Beside the line of the call that failed. */
  private static Evidence lines(String... lines) {
    List<String> all = new ArrayList<>(List.of(lines));
    if (!all.isEmpty()) {
      all.add(Sample.line(Sample.FAILED));
    }
    return with(WHOLE.answers(), WHOLE.spans(), all, WHOLE.sentOn());
  }

  private static Evidence header(String header, String value) {
    Map<String, String> headers = new HashMap<>(Sample.sentOn());
    headers.put(header, value);
    return with(WHOLE.answers(), WHOLE.spans(), WHOLE.lines(), List.of(headers));
  }

  private static Evidence without(int span) {
    List<ReceivedSpan> spans = new ArrayList<>(WHOLE.spans());
    spans.remove(span);
    return with(WHOLE.answers(), spans, WHOLE.lines(), WHOLE.sentOn());
  }

  private static Evidence spans(int at, ReceivedSpan span) {
    List<ReceivedSpan> spans = new ArrayList<>(WHOLE.spans());
    spans.set(at, span);
    return with(WHOLE.answers(), spans, WHOLE.lines(), WHOLE.sentOn());
  }

  private static Evidence named(String name) {
    ReceivedSpan span = WHOLE.spans().getFirst();
    return spans(
        0, new ReceivedSpan(span.resource(), span.span().toBuilder().setName(name).build()));
  }
}
