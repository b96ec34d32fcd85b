package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** What goes wrong while the stack runs is said clearly, and nothing is lost or left behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunningMishapsIT {

  private final Sandbox sandbox = new Sandbox("running-mishaps");

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
  @Order(1)
  void malformedAndOversizedJson_areProblems_andCountRejected() {
    var malformed = sandbox.post(sandbox.gateway("/api/orders"), "{\"customer\": ");
    var oversized =
        sandbox.post(
            sandbox.gateway("/api/orders"), "{\"customer\":\"" + "x".repeat(2_000_000) + "\"}");

    assertThat(malformed.statusCode()).isEqualTo(400);
    assertThat(oversized.statusCode()).isEqualTo(413);
    assertThat(List.of(malformed, oversized))
        .allSatisfy(answer -> {
          assertThat(answer.headers().firstValue("Content-Type"))
              .hasValue("application/problem+json");
          assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
        });
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          assertThat(creations().get("rejected")).isPositive();
          assertThat(creations()).containsEntry("failed", 0.0).containsEntry("success", 0.0);
        });
  }

  @Test
  @Order(2)
  void databaseDown_answers503_countsFailed_andRecoversByItself() {
    String id = createOrder();

    Run broken = sandbox.nines("break", "database", "--no-load", "--json");
    assertThat(broken.status()).as(broken::toString).isZero();
    var refused = sandbox.post(sandbox.gateway("/api/orders"), Customer.ORDER);
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(creations()).containsEntry("failed", 1.0));

    assertThat(sandbox.nines("heal", "--json").status()).isZero();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(
            () -> sandbox.post(sandbox.gateway("/api/orders"), Customer.ORDER).statusCode() == 201);
    assertThat(sandbox.get(sandbox.gateway("/api/orders/" + id)).statusCode()).isEqualTo(200);
  }

  @Test
  @Order(3)
  void supervisorKilled_downLeavesNothing_andUpStartsAgain() {
    String id = createOrder();

    killSupervisor();
    Run down = sandbox.nines("down");
    assertThat(down.status()).as(down::toString).isZero();
    assertThat(sandbox.processes()).isEmpty();
    assertThat(sandbox.listening()).isEmpty();

    sandbox.up();
    killSupervisor();
    sandbox.up();
    assertThat(sandbox.get(sandbox.gateway("/api/orders/" + id)).statusCode()).isEqualTo(200);
  }

  private String createOrder() {
    var created = sandbox.post(sandbox.gateway("/api/orders"), Customer.ORDER);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return Sandbox.parse(created.body()).path("id").asString();
  }

  private Map<String, Double> creations() {
    Map<String, Double> counts = new HashMap<>();
    for (JsonNode series : sandbox.query("order_creation_total")) {
      counts.put(
          series.path("metric").path("status").asString(),
          Double.parseDouble(series.path("value").get(1).asString()));
    }
    return counts;
  }

  private void killSupervisor() {
    JsonNode state;
    try {
      state = Sandbox.parse(Files.readString(sandbox.home.resolve("state.json")));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    long pid = state.path("supervisor").path("pid").asLong();
    ProcessHandle supervisor = ProcessHandle.of(pid).orElseThrow();
    assertThat(supervisor.destroyForcibly()).isTrue();
    await().atMost(Duration.ofSeconds(10)).until(() -> !supervisor.isAlive());
  }
}
