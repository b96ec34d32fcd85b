package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What goes wrong is said clearly, and nothing is lost or left behind. */
class MishapsIT {

  private static final String ORDER =
      """
      {"customer":"c-1","currency":"EUR","items":[{"sku":"A-1","quantity":2,"unitPrice":9.99}]}\
      """;

  private final Sandbox sandbox = new Sandbox("mishaps");

  @AfterEach
  void down() {
    sandbox.close();
    assertThat(sandbox.processes()).isEmpty();
  }

  @Test
  void takenPort_isNamedWithItsOwnerAndItsVariable_andNothingStarts() throws IOException {
    try (ServerSocket taken =
        new ServerSocket(sandbox.port("GATEWAY"), 1, InetAddress.getLoopbackAddress())) {
      Run up = sandbox.nines("up", "--native");

      assertThat(up.status()).as(up::toString).isNotZero();
      assertThat(up.err())
          .contains("" + taken.getLocalPort())
          .contains("" + ProcessHandle.current().pid())
          .contains("NINES_GATEWAY_PORT");
      assertThat(sandbox.processes()).isEmpty();
    }
  }

  @Test
  void noJdk25_isSaidWithWhatToDo() {
    Map<String, String> nowhere =
        Map.of(
            "JAVA_HOME", "",
            "PATH", "/usr/bin:/bin",
            "NINES_JDKS", "",
            "NINES_TEMURIN_URL", "http://127.0.0.1:9"); // the discard port: nothing answers

    Run run = sandbox.nines(nowhere, "status");

    assertThat(run.status()).as(run::toString).isEqualTo(69);
    assertThat(run.err()).contains("no JDK 25").contains("JAVA_HOME").contains("adoptium.net");
  }

  @Test
  void unknownSubcommand_suggestsTheNearest() {
    Run run = sandbox.nines("statsu");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("statsu").contains("status");
  }

  @Test
  void brokenSloFile_namesEveryMistakeWithItsPlace() throws IOException {
    Path file = Files.createTempFile("broken", ".yaml");
    Path order = Sandbox.ROOT.resolve("services/order/src/main/resources/slo/order.yaml");
    Files.writeString(
        file,
        Files.readString(order)
            .replaceFirst("targetPercent: 99\\.9", "targetPercent: 100")
            .replaceFirst("isRolling: true", "isRolling: maybe"));

    Run check = sandbox.nines("slo", "check", file.toString());

    assertThat(check.status()).as(check::toString).isEqualTo(1);
    assertThat(
            (check.out() + check.err())
                .lines()
                .filter(line -> line.contains(file.getFileName() + ":")))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(line -> line.matches(".*\\.yaml:\\d+:\\d+: .+\\. .+"));
  }

  @Test
  void supervisorKilled_downLeavesNothing_andUpStartsAgain() {
    assertThat(sandbox.nines("up", "--native", "--json").status()).isZero();
    String id = createOrder();

    killSupervisor();
    Run down = sandbox.nines("down");
    assertThat(down.status()).as(down::toString).isZero();
    assertThat(sandbox.processes()).isEmpty();
    assertThat(sandbox.listening()).isEmpty();

    assertThat(sandbox.nines("up", "--native", "--json").status()).isZero();
    killSupervisor();
    Run up = sandbox.nines("up", "--native", "--json");
    assertThat(up.status()).as(up::toString).isZero();
    assertThat(sandbox.get(sandbox.gateway("/api/orders/" + id)).statusCode()).isEqualTo(200);
  }

  @Test
  void databaseDown_answers503_countsFailed_andRecoversByItself() {
    assertThat(sandbox.nines("up", "--native", "--json").status()).isZero();
    String id = createOrder();

    Run broken = sandbox.nines("break", "database", "--no-load", "--json");
    assertThat(broken.status()).as(broken::toString).isZero();
    var refused = sandbox.post(sandbox.gateway("/api/orders"), ORDER);
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
        .until(() -> sandbox.post(sandbox.gateway("/api/orders"), ORDER).statusCode() == 201);
    assertThat(sandbox.get(sandbox.gateway("/api/orders/" + id)).statusCode()).isEqualTo(200);
  }

  @Test
  void malformedAndOversizedJson_areProblems_andCountRejected() {
    assertThat(sandbox.nines("up", "--native", "--json").status()).isZero();

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

  private String createOrder() {
    var created = sandbox.post(sandbox.gateway("/api/orders"), ORDER);
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
