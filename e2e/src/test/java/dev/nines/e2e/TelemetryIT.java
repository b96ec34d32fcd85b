package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.nines.otlp.KeptSpans;
import dev.nines.otlp.OtlpReceiver;
import dev.nines.otlp.ReceivedSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/**
 * The services' real traffic gives the edges that their SLO files declare; one order's trace id
 * joins the logs of both services, the trace and the histogram's exemplars.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TelemetryIT {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final Sandbox sandbox = new Sandbox("telemetry");
  private final KeptSpans spans = new KeptSpans();

  @BeforeAll
  void up() {
    sandbox.up();
  }

  @AfterAll
  void down() {
    sandbox.close();
    assertThat(sandbox.processes()).isEmpty();
  }

  /** Services still have the spans of their warm-up to send, which are nobody's calls. */
  @Test
  @Order(1)
  void whereNothingCalls_itSaysWhatToDo() {
    Run topology = sandbox.nines("topology", "--for", "2s");

    assertThat(topology.status()).as(topology::toString).isEqualTo(3);
    assertThat(topology.err()).contains("No call was seen", "./nines load");
  }

  /** Before others: a bucket takes the next exemplar only some seconds later. */
  @Test
  @Order(2)
  void traceId_isInBothLogs_theTraceAndTheExemplar() throws IOException {
    try (var _ = new OtlpReceiver(sandbox.port("OTLP"), spans)) {
      traceIdIsInAll();
    }
  }

  @Test
  @Order(3)
  void traffic_givesTheDeclaredEdges_andTheDatabase() throws InterruptedException {
    Path svg = sandbox.home.resolve("topology.svg");
    Customer customer = new Customer(sandbox);
    Run topology;
    try {
      topology = sandbox.nines("topology", "--for", "15s", "--svg", svg.toString(), "--json");
    } finally {
      customer.leave();
    }

    assertThat(topology.status()).as(topology::toString).isZero();
    JsonNode found = topology.json();
    System.out.println("topology: " + found);
    assertThat(found.path("matches").asBoolean()).isTrue();
    assertThat(StreamSupport.stream(found.path("edges").spliterator(), false))
        .extracting(
            edge -> edge.path("caller").asString(),
            edge -> edge.path("callee").asString(),
            edge -> edge.path("state").asString())
        .containsExactlyInAnyOrder(
            tuple("gateway", "order", "declared"), tuple("order", "PostgreSQL", "free"));
    assertThat(svg).content().contains("gateway", "order", "PostgreSQL");
  }

  private void traceIdIsInAll() {
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
