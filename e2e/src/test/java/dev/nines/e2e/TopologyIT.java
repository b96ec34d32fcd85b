package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** The services' real traffic gives the edges that their SLO files declare. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TopologyIT {

  private final Sandbox sandbox = new Sandbox("topology");

  @BeforeAll
  void up() {
    sandbox.up();
  }

  @AfterAll
  void down() {
    sandbox.close();
    assertThat(sandbox.processes()).isEmpty();
  }

  @Test
  @Order(2)
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

  /** First: services still have the spans of their warm-up to send, which are nobody's calls. */
  @Test
  @Order(1)
  void whereNothingCalls_itSaysWhatToDo() {
    Run topology = sandbox.nines("topology", "--for", "2s");

    assertThat(topology.status()).as(topology::toString).isEqualTo(3);
    assertThat(topology.err()).contains("No call was seen", "./nines load");
  }
}
