package dev.nines.e2e;

import static dev.nines.e2e.GrafanaDashboard.list;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service graph's edges in the real PromQL: what the services measure of their calls, and what
 * the traces tell instead where Tempo measures them. The native stack has no Tempo.
 */
class ServiceGraphIT {
  private static final String OWN =
      """
      resilience4j_circuitbreaker_state{service="gateway",name="order",state="open"} 0x20
      resilience4j_circuitbreaker_calls_seconds_count{service="gateway",name="order",kind="failed"} 0+60x20
      resilience4j_circuitbreaker_calls_seconds_count{service="gateway",name="order",kind="successful"} 0+120x20
      http_server_requests_seconds_count{service="gateway",status="200"} 0+240x20
      http_server_requests_seconds_count{service="order",status="200"} 0+180x20
      http_client_requests_seconds_count{service="order",client_name="stock",status="503"} 0+30x20
      r2dbc_query_seconds_count{service="order",r2dbc_connection="PostgreSQL",error="none"} 0+360x20
      """;

  private static final String TRACES =
      """
      traces_service_graph_request_total{client="user",server="gateway"} 0+600x20
      traces_service_graph_request_total{client="gateway",server="order"} 0+300x20
      traces_service_graph_request_failed_total{client="gateway",server="order"} 0+30x20
      """;

  private static Path promtool;
  private static List<String> queries;

  @TempDir private Path folder;

  @BeforeAll
  static void find() throws IOException {
    try (Sandbox sandbox = new Sandbox("service-graph")) {
      Run tools = sandbox.nines("tools", "--json");
      assertThat(tools.status()).as(tools::toString).isZero();
      promtool = Path.of(tools.json().path("NINES_PROMTOOL").asString());
    }
    queries =
        GrafanaDashboard.all().stream()
            .filter(dashboard -> dashboard.uid().equals("nines-service-graph"))
            .flatMap(dashboard -> list(dashboard.panels().getFirst().path("targets")).stream())
            .map(target -> target.path("expr").asString())
            .toList();
  }

  @Test
  void servicesTell_whomTheyCall_andWhoIsCalledByUsers() throws Exception {
    assertEdges(
        OWN,
        Map.of(
            "user → gateway",
            4.0,
            "gateway → order",
            3.0,
            "order → stock",
            0.5,
            "order → PostgreSQL",
            6.0),
        Map.of(
            "user → gateway",
            0.0,
            "gateway → order",
            1.0,
            "order → stock",
            0.5,
            "order → PostgreSQL",
            0.0));
  }

  @Test
  void traces_tellInstead_whereTheyAreMeasured() throws Exception {
    assertEdges(
        TRACES + OWN,
        Map.of("user → gateway", 10.0, "gateway → order", 5.0),
        Map.of("user → gateway", 0.0, "gateway → order", 0.5));
  }

  private void assertEdges(String series, Map<String, Double> calls, Map<String, Double> failed)
      throws Exception {
    var inputs =
        series
            .lines()
            .map(line -> line.split(" (?=0)"))
            .map(parts -> Map.of("series", parts[0], "values", parts[1]))
            .toList();
    var test =
        Map.of(
            "interval",
            "1m",
            "input_series",
            inputs,
            "promql_expr_test",
            List.of(expected(0, calls), expected(1, failed)));
    // JSON is YAML.
    Path file = folder.resolve("edges.yaml");
    Files.writeString(
        file, JsonMapper.builder().build().writeValueAsString(Map.of("tests", List.of(test))));
    Process process =
        new ProcessBuilder(promtool.toString(), "test", "rules", file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static Map<String, Object> expected(int query, Map<String, Double> edges) {
    var samples =
        edges.entrySet().stream()
            .map(edge -> Map.of("labels", labels(edge.getKey()), "value", edge.getValue()))
            .toList();
    return Map.of("expr", queries.get(query), "eval_time", "10m", "exp_samples", samples);
  }

  private static String labels(String edge) {
    String[] ends = edge.split(" → ");
    return "{id=\"%s\",source=\"%s\",target=\"%s\"}".formatted(edge, ends[0], ends[1]);
  }
}
