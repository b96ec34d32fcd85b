package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.otlp.KeptSpans;
import dev.nines.otlp.OtlpReceiver;
import dev.nines.otlp.ReceivedSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/**
 * One order's trace id joins the logs of both services, the trace and the histogram's exemplars.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryIT {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final Sandbox sandbox = new Sandbox("telemetry");
  private final KeptSpans spans = new KeptSpans();
  private OtlpReceiver receiver;

  @BeforeAll
  void up() throws IOException {
    receiver = new OtlpReceiver(sandbox.port("OTLP"), spans);
    sandbox.up();
  }

  @AfterAll
  void down() {
    sandbox.close();
    receiver.close();
  }

  @Test
  void traceId_isInBothLogs_theTraceAndTheExemplar() {
    var created =
        sandbox.post(
            sandbox.gateway("/api/orders"),
            Customer.ORDER,
            "traceparent",
            "00-" + TRACE + "-00f067aa0ba902b7-01");
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);

    await().atMost(Duration.ofSeconds(30)).untilAsserted(this::traceIsWhole);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> {
          assertThat(linesOf("gateway"))
              .anyMatch(line -> TRACE.equals(line.path("trace_id").asString()));
          assertThat(linesOf("order"))
              .anyMatch(line -> TRACE.equals(line.path("trace_id").asString()));
          assertThat(exemplars()).contains(TRACE);
        });
  }

  private void traceIsWhole() {
    List<ReceivedSpan> trace = spans.trace(TRACE);
    assertThat(trace).extracting(ReceivedSpan::service).contains("gateway", "order");
    List<String> known = trace.stream().map(ReceivedSpan::spanId).toList();
    assertThat(trace)
        .allSatisfy(span ->
            assertThat(span.parentId())
                .as("parent of %s", span.span().getName())
                .satisfiesAnyOf(
                    id -> assertThat(known).contains(id),
                    id -> assertThat(id).isEqualTo("00f067aa0ba902b7")));
  }

  private String exemplars() {
    return sandbox
        .prometheus(
            "query_exemplars?start=0&end=9999999999&query="
                + Sandbox.encode("http_server_requests_seconds_bucket"))
        .toString();
  }

  private List<JsonNode> linesOf(String service) throws IOException {
    Path log = sandbox.home.resolve("logs/" + service + ".log");
    return Files.readAllLines(log).stream()
        .filter(line -> line.startsWith("{"))
        .map(Sandbox::parse)
        .toList();
  }
}
