package dev.nines.cli.topology;

import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.prometheus.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The graph that a collector has made of spans and written to Prometheus. */
public record MeasuredGraph(Prometheus prometheus) {
  private static final String USER = "user";
  private static final double MILLIS = 1000;

  /**
   * The calls of the latest time.
   *
   * @throws IOException if Prometheus does not answer
   */
  public Graph over(Duration window) throws IOException {
    Map<Edge, Double> calls = values("sum by (client, server, connection_type) (%s)", "", window);
    Map<Edge, Double> failed =
        values("sum by (client, server, connection_type) (%s)", "_failed", window);
    Map<Edge, Double> p95 = latencies(window);
    Map<Edge, Calls> edges = new TreeMap<>();
    calls.forEach((edge, count) ->
        edges.put(
            edge,
            new Calls(
                Math.round(count),
                Math.round(failed.getOrDefault(edge, 0.0)),
                p95.getOrDefault(edge, Double.NaN))));
    return Graph.of(edges);
  }

  private Map<Edge, Double> values(String form, String what, Duration window) throws IOException {
    return edges(
        form.formatted(
            "increase(traces_service_graph_request%s_total{client!=\"%s\"}[%ds])"
                .formatted(what, USER, window.toSeconds())));
  }

  private Map<Edge, Double> latencies(Duration window) throws IOException {
    Map<Edge, Double> seconds =
        edges(
            "histogram_quantile(0.95, sum by (client, server, connection_type, le) (rate(traces_service_graph_request_server_seconds_bucket{client!=\"%s\"}[%ds])))"
                .formatted(USER, window.toSeconds()));
    Map<Edge, Double> millis = new TreeMap<>();
    seconds.forEach((edge, value) -> millis.put(edge, value * MILLIS));
    return millis;
  }

  private Map<Edge, Double> edges(String expression) throws IOException {
    Map<Edge, Double> values = new TreeMap<>();
    for (Sample sample : prometheus.query(expression)) {
      if (sample.value() > 0) {
        values.put(edge(sample), sample.value());
      }
    }
    return values;
  }

  private static Edge edge(Sample sample) {
    Node.Kind kind =
        switch (sample.label("connection_type")) {
          case "database" -> Node.Kind.DATABASE;
          case "virtual_node" -> Node.Kind.PEER;
          default -> Node.Kind.SERVICE;
        };
    return new Edge(Node.service(sample.label("client")), new Node(kind, sample.label("server")));
  }
}
