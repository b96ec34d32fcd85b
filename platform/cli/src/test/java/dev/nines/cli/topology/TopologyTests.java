package dev.nines.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.OpenSloReader;
import dev.nines.slo.openslo.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopologyTests {
  private static final Calls ONE = new Calls(1, 0, 1);
  private static final Edge TO_DATABASE =
      new Edge(Node.service("order"), new Node(Node.Kind.DATABASE, "PostgreSQL"));

  @Test
  void edgesAsDeclared_match_andDatabasesNeedNoDeclaration() throws IOException {
    Topology topology =
        Topology.of(
            Graph.of(Map.of(Edge.of("gateway", "order"), ONE, TO_DATABASE, ONE)), gatewaySlos());

    assertThat(topology.matches()).isTrue();
    assertThat(topology.state(TO_DATABASE)).isEqualTo(Topology.State.FREE);
    assertThat(topology.edges(Topology.State.DECLARED))
        .containsExactly(Edge.of("gateway", "order"));
  }

  @Test
  void undeclaredEdge_andOneThatIsNeverSeen_areTold() throws IOException {
    Topology topology =
        Topology.of(Graph.of(Map.of(Edge.of("order", "gateway"), ONE)), gatewaySlos());

    assertThat(topology.matches()).isFalse();
    assertThat(topology.edges(Topology.State.UNDECLARED))
        .containsExactly(Edge.of("order", "gateway"));
    assertThat(topology.edges(Topology.State.UNSEEN)).containsExactly(Edge.of("gateway", "order"));
  }

  private static List<Slo> gatewaySlos() throws IOException {
    Path file = Path.of("../../services/gateway/src/main/resources/slo/gateway.yaml");
    return new OpenSloReader().read("gateway.yaml", Files.readString(file))
            instanceof Reading.Read(var slos)
        ? slos
        : List.of();
  }
}
