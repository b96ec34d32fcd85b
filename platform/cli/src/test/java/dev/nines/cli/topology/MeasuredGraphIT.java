package dev.nines.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nines.cli.replay.Engine;
import dev.nines.cli.replay.Promtool;
import dev.nines.cli.tools.RealTools;
import dev.nines.cli.tools.Tool;
import dev.nines.cli.tools.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a collector's service graph looks like in the real Prometheus, and is read as. */
@Timeout(120)
class MeasuredGraphIT {
  private static final Duration SCRAPES = Duration.ofSeconds(5);
  private static final int SAMPLES = 60;
  private static final Edge TO_DATABASE =
      new Edge(Node.service("order"), new Node(Node.Kind.DATABASE, "orders"));
  private static final Edge TO_PEER =
      new Edge(Node.service("order"), new Node(Node.Kind.PEER, "parcels.example"));

  private static Toolbox tools;

  @TempDir Path folder;

  @BeforeAll
  static void find() {
    tools = RealTools.find("MEASURED GRAPH");
  }

  @Test
  void edges_areOfAllKinds_withErrorsAndLatency_butForUsers() throws IOException {
    Path history = Files.writeString(folder.resolve("history.txt"), history());
    new Promtool(tools.file(Tool.PROMTOOL), folder)
        .run(
            "tsdb",
            "create-blocks-from",
            "openmetrics",
            "--quiet",
            history,
            folder.resolve("data"));

    Graph graph;
    try (Engine engine = Engine.start(tools, folder, Duration.ofMinutes(5))) {
      graph = new MeasuredGraph(engine.prometheus()).over(Duration.ofMinutes(2));
    }

    assertThat(graph.edges()).containsOnlyKeys(Edge.of("gateway", "order"), TO_DATABASE, TO_PEER);
    assertThat(graph.services()).containsExactly("gateway", "order");
    Calls calls = graph.edges().get(Edge.of("gateway", "order"));
    assertThat(calls.count()).as("10 each 5 s, two minutes").isBetween(220L, 260L);
    assertThat(calls.errors()).isBetween(22L, 26L);
    assertThat(calls.p95Ms()).isCloseTo(95, within(1.0));
    assertThat(graph.edges().get(TO_DATABASE).errors()).isZero();
    assertThat(graph.edges().get(TO_PEER).p95Ms()).isNaN();
  }

  /** Calls at a steady rate until now; all that has a latency takes up to 100 ms. */
  private static String history() {
    String request = "traces_service_graph_request";
    StringBuilder text = new StringBuilder();
    text.append("# TYPE ").append(request).append(" counter\n");
    add(text, request + "_total", "client=\"user\",server=\"gateway\",connection_type=\"\"", 10);
    add(text, request + "_total", "client=\"gateway\",server=\"order\",connection_type=\"\"", 10);
    add(
        text,
        request + "_total",
        "client=\"order\",server=\"orders\",connection_type=\"database\"",
        20);
    add(
        text,
        request + "_total",
        "client=\"order\",server=\"parcels.example\",connection_type=\"virtual_node\"",
        2);
    text.append("# TYPE ").append(request).append("_failed counter\n");
    add(
        text,
        request + "_failed_total",
        "client=\"gateway\",server=\"order\",connection_type=\"\"",
        1);
    text.append("# TYPE ").append(request).append("_server_seconds histogram\n");
    for (String bound : new String[] {"0.1", "+Inf"}) {
      add(
          text,
          request + "_server_seconds_bucket",
          "client=\"gateway\",server=\"order\",connection_type=\"\",le=\"" + bound + "\"",
          10);
    }
    return text.append("# EOF\n").toString();
  }

  private static void add(StringBuilder text, String name, String labels, int each) {
    long start = Instant.now().minus(SCRAPES.multipliedBy(SAMPLES)).getEpochSecond();
    IntStream.rangeClosed(0, SAMPLES)
        .mapToObj(i ->
            String.format(
                Locale.ROOT,
                "%s{%s} %d %d%n",
                name,
                labels,
                (long) i * each,
                start + i * SCRAPES.toSeconds()))
        .forEach(text::append);
  }
}
