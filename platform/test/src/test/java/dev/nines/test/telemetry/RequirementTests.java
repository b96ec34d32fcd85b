package dev.nines.test.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.otlp.ReceivedSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is found missing where all is there, and each requirement sees what it is for. */
class RequirementTests {
  private static final Evidence WHOLE = Sample.evidence();

  @TempDir private Path folder;

  @Test
  void wholeEvidence_isOfTheBestQuality() {
    DataQuality quality = DataQuality.of(WHOLE);

    assertThat(quality.table()).doesNotContain("  - ");
    assertThat(quality.level()).isEqualTo(DataQuality.BEST);
  }

  @TestFactory
  Stream<DynamicTest> brokenEvidence_isSeen() {
    Map<String, Evidence> broken = broken();
    return Requirement.all().stream()
        .map(requirement ->
            DynamicTest.dynamicTest(
                requirement.name(),
                () -> {
                  assertThat(broken).as("something that breaks it").containsKey(requirement.name());
                  assertThat(requirement.missing().apply(broken.get(requirement.name())))
                      .isNotEmpty();
                  assertThat(DataQuality.of(broken.get(requirement.name())).level())
                      .isLessThan(requirement.level());
                }));
  }

  @Test
  void report_saysWhatIsMissingForTheNextLevel() throws IOException {
    DataQuality quality = DataQuality.of(broken().get("no line is lost"));
    Path file = folder.resolve("target/data-quality.json");

    quality.write(file);

    assertThat(quality.table())
        .contains("Data quality of shop: level 4 of 5", "    - no line is lost: 3 were dropped");
    assertThat(Files.readString(file)).contains("\"level\" : 4", "3 were dropped");
  }

  private static Map<String, Evidence> broken() {
    Map<String, Evidence> broken = new LinkedHashMap<>();
    for (GoldenSignal signal : GoldenSignal.ALL) {
      String first = signal.series().getFirst().name();
      String errors = signal.name().equals("errors") ? "SERVER_ERROR" : first;
      broken.put(
          "golden signal: " + signal.name(), metrics(Sample.metrics().replace(errors, "other")));
    }
    broken.put(
        "calls are answered as they should be",
        answers(
            new Answer(
                Call.get("/items/7", "/items/{id}"),
                TraceHeaders.W3C,
                Sample.TRACE,
                Sample.PARENT,
                404)));
    broken.put("a scrape has metrics", metrics("up 1\n# EOF\n"));
    broken.put("lines are printed as JSON", lines("Started"));
    broken.put("each call makes one server span", without(0));
    broken.put(
        "each series says whose it is", metrics(Sample.metrics().replace("env=\"test\",", "")));
    broken.put(
        "each line is valid against the schema",
        lines(Sample.line(Sample.TRACE).replace("05.678Z", "05Z")));
    broken.put(
        "spans are named after routes", span(0, "http get /items/{id}", "http get /items/7"));
    broken.put("spans say the status", spans(0, Sample.server(Sample.TRACE, "01", "201")));
    broken.put(
        "server errors, and they alone, are errors",
        spans(0, Sample.server(Sample.TRACE, "01", "500")));
    broken.put(
        "histograms have the bounds of the SLOs",
        metrics(Sample.metrics().replace("le=\"0.2\"", "le=\"0.25\"")));
    broken.put(
        "what SLOs count is there before the first event",
        with(Exposition.parse("up 1\n# EOF\n"), WHOLE.settled(), WHOLE.assailed()));
    broken.put("each call's lines have its trace id", lines(Sample.line("c".repeat(32))));
    broken.put("each format's trace goes on", parent("2".repeat(16)));
    Map<String, String> sentOn = new HashMap<>(Sample.sentOn());
    sentOn.remove("b3");
    broken.put("calls of others carry each format", sentOn(List.of(sentOn)));
    broken.put(
        "no span's parent is missing",
        spans(2, Sample.client(Sample.TRACE, "03", "99", "peer", "stock")));
    broken.put("queries are part of the trace", without(3));
    broken.put(
        "histograms lead to traces", metrics(Sample.metrics().replace("trace_id", "request_id")));
    broken.put(
        "made-up requests make no series",
        with(
            WHOLE.fresh(),
            WHOLE.settled(),
            Exposition.parse(
                Sample.metrics()
                    .replace(
                        "# EOF",
                        "http_server_requests_seconds_count{uri=\"/made-up\"} 1\n# EOF"))));
    broken.put(
        "secrets are in no signal", lines(Sample.line(Sample.TRACE).replace("GET", "canary")));
    broken.put("no span is lost", assailed("nines_spans_total", 1));
    broken.put("no line is lost", assailed("nines_logs_dropped_total", 3));
    return broken;
  }

  private static Evidence metrics(String text) {
    Exposition metrics = Exposition.parse(text);
    return with(WHOLE.fresh(), metrics, WHOLE.assailed());
  }

  private static Evidence assailed(String series, int count) {
    String line =
        Sample.LOST.lines().filter(each -> each.startsWith(series)).findFirst().orElseThrow();
    String text = Sample.metrics().replace(line, line.replaceFirst("0$", Integer.toString(count)));
    return with(WHOLE.fresh(), WHOLE.settled(), Exposition.parse(text));
  }

  private static Evidence with(Exposition fresh, Exposition settled, Exposition assailed) {
    return new Evidence(
        WHOLE.service(),
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

  private static Evidence answers(Answer first) {
    return with(
        List.of(first, WHOLE.answers().get(1)), WHOLE.spans(), WHOLE.lines(), WHOLE.sentOn());
  }

  private static Evidence parent(String span) {
    Answer first = WHOLE.answers().getFirst();
    return answers(new Answer(first.call(), first.format(), first.traceId(), span, first.status()));
  }

  private static Evidence lines(String first) {
    return with(
        WHOLE.answers(), WHOLE.spans(), List.of(first, WHOLE.lines().get(1)), WHOLE.sentOn());
  }

  private static Evidence sentOn(List<Map<String, String>> sentOn) {
    return with(WHOLE.answers(), WHOLE.spans(), WHOLE.lines(), sentOn);
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

  private static Evidence span(int at, String name, String other) {
    ReceivedSpan span = WHOLE.spans().get(at);
    assertThat(span.span().getName()).isEqualTo(name);
    return spans(
        at, new ReceivedSpan(span.resource(), span.span().toBuilder().setName(other).build()));
  }
}
