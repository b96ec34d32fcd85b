package dev.nines.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.otlp.ReceivedSpan;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SpanGraphTests {
  private static final Node POSTGRES = new Node(Node.Kind.DATABASE, "postgresql");

  private final SpanGraph graph = new SpanGraph(1_000);
  private final Spans spans = new Spans(1);

  @Test
  void callToAService_isOneEdge_withItsCallersLatency() {
    long front = spans.server("web", Spans.ROOT, 30);
    long call = spans.client("web", front, 20, Map.of("server.address", "10.0.0.7"));
    spans.server("shop", call, 10);

    Graph found = of(spans.all());

    assertThat(found.edges().keySet()).containsExactly(Edge.of("web", "shop"));
    Calls calls = found.edges().get(Edge.of("web", "shop"));
    assertThat(calls.count()).isEqualTo(1);
    assertThat(calls.errors()).isZero();
    assertThat(calls.p95Ms()).isCloseTo(20, Offset.offset(1.0));
  }

  @Test
  void retry_isASecondCall_andItsErrorAnError() {
    long front = spans.server("web", Spans.ROOT, 30);
    long first = spans.client("web", front, 5, Map.of("http.response.status_code", "503"));
    spans.server("shop", first, 4);
    long second = spans.client("web", front, 5, Map.of("http.response.status_code", "404"));
    spans.server("shop", second, 4);

    Calls calls = of(spans.all()).edges().get(Edge.of("web", "shop"));

    assertThat(calls.count()).isEqualTo(2);
    assertThat(calls.errors()).isEqualTo(1);
  }

  @Test
  void spansWithin_andMissingKinds_areStillLinked() {
    long front = spans.server("web", Spans.ROOT, 30);
    long within = spans.internal("web", front);
    spans.internal("shop", within);

    assertThat(of(spans.all()).edges().keySet()).containsExactly(Edge.of("web", "shop"));
  }

  @Test
  void databasesAndPeers_areNamedByWhoCallsThem() {
    long front = spans.server("web", Spans.ROOT, 30);
    spans.client("web", front, 1, Map.of("db.system", "postgresql"));
    spans.client("web", front, 1, Map.of("db.system.name", "postgresql"));
    spans.client("web", front, 1, Map.of("peer.service", "PostgreSQL", "r2dbc.connection", "x"));
    spans.client("web", front, 1, Map.of("server.address", "pay.example", "server.port", "443"));
    spans.client("web", front, 1, Map.of("peer.service", "mail"));

    assertThat(of(spans.all()).edges().keySet())
        .containsExactlyInAnyOrder(
            new Edge(Node.service("web"), POSTGRES),
            new Edge(Node.service("web"), new Node(Node.Kind.DATABASE, "PostgreSQL")),
            new Edge(Node.service("web"), new Node(Node.Kind.PEER, "pay.example:443")),
            new Edge(Node.service("web"), new Node(Node.Kind.PEER, "mail")));
  }

  @Test
  void peerThatAnswersWithSpansElsewhere_isNoPeer_whereOneIsMissing() {
    long front = spans.server("web", Spans.ROOT, 30);
    Map<String, String> there = Map.of("server.address", "10.0.0.7");
    spans.server("shop", spans.client("web", front, 5, there), 4);
    spans.client("web", front, 5, there);

    Graph found = of(spans.all());

    assertThat(found.edges().keySet()).containsExactly(Edge.of("web", "shop"));
    assertThat(found.unanswered()).containsExactly(Map.entry("web", 1L));
  }

  @Test
  void callToNobodyWhoIsNamed_isToldAndNotGuessed() {
    spans.client("web", spans.server("web", Spans.ROOT, 30), 5, Map.of());

    Graph found = of(spans.all());

    assertThat(found.edges()).isEmpty();
    assertThat(found.services()).containsExactly("web");
    assertThat(found.unanswered()).containsExactly(Map.entry("web", 1L));
  }

  @Test
  void missingParent_isToldAndNotGuessed_untilItComes() {
    long front = spans.server("web", Spans.ROOT, 30);
    spans.server("shop", spans.client("web", front, 20, Map.of()), 10);
    ReceivedSpan call = spans.all().get(1);
    List<ReceivedSpan> others = List.of(spans.all().get(0), spans.all().get(2));

    assertThat(of(others).edges()).isEmpty();
    assertThat(of(others).missingParents()).containsExactly(Map.entry("shop", 1L));

    Graph later = of(List.of(call));
    assertThat(later.edges().keySet()).containsExactly(Edge.of("web", "shop"));
    assertThat(later.missingParents()).isEmpty();
    assertThat(later.repeated()).isEqualTo(2);
  }

  @Test
  void spanThatComesTwice_countsOnce() {
    long front = spans.server("web", Spans.ROOT, 30);
    spans.server("shop", spans.client("web", front, 20, Map.of()), 10);

    of(spans.all());
    Graph found = of(spans.all());

    assertThat(found.spans()).isEqualTo(3);
    assertThat(found.repeated()).isEqualTo(3);
    assertThat(found.edges().get(Edge.of("web", "shop")).count()).isEqualTo(1);
  }

  @Test
  void memory_isBounded_andWhatIsForgotten_wasCounted() {
    SpanGraph small = new SpanGraph(10);
    for (int trace = 1; trace <= 100; trace++) {
      Spans one = new Spans(trace);
      long front = one.server("web", Spans.ROOT, 30);
      one.server("shop", one.client("web", front, 20, Map.of()), 10);
      one.client("web", front, 1, Map.of("db.system", "postgresql"));
      one.all().forEach(small);
    }

    Graph found = small.graph();

    assertThat(found.forgotten()).isEqualTo(390);
    assertThat(found.edges().get(Edge.of("web", "shop")).count()).isEqualTo(100);
    assertThat(found.edges().get(new Edge(Node.service("web"), POSTGRES)).count()).isEqualTo(100);
  }

  private Graph of(List<ReceivedSpan> received) {
    received.forEach(graph);
    return graph.graph();
  }
}
