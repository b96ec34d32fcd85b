package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * The journey of {@link FirstAlertIT} in containers: the core of {@code docker-compose.yml}, and
 * what happens when each of its containers is killed. Where Mailpit's image can't be had, Nines'
 * own inbox takes its place, and {@code up} says so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(Docker.Condition.class)
class ContainersIT {
  private static final String PROJECT = "nines-e2e";
  private static final List<String> CORE =
      List.of("postgres", "order", "gateway", "prometheus", "alertmanager", "mailpit");

  private final Docker docker = new Docker(PROJECT);
  private final List<String> volumesBefore = docker.otherVolumes();
  private final Sandbox sandbox =
      new Sandbox("containers", Map.of("COMPOSE_PROJECT_NAME", PROJECT));

  @AfterAll
  void leaveNothing() {
    sandbox.close();
    docker.removeVolumes();
  }

  @Test
  @Order(1)
  void upByItself_choosesContainers_buildsTheImages_andMakesAllHealthy() {
    Run up = sandbox.nines(Map.of(), Duration.ofMinutes(20), "up", "--core", "--json");

    assertThat(up.status()).as(up::toString).isZero();
    assertThat(up.json().path("stack").asString()).isEqualTo("docker");
    up.err()
        .lines()
        .filter(line -> line.contains("takes Mailpit's place"))
        .forEach(System.out::println);
    System.out.printf("up --docker, images built: %.1f s%n", up.took().toMillis() / 1000.0);
  }

  @Test
  @Order(2)
  void upAgain_withImages_takesLessThan90Seconds_andAllIsHealthy() {
    assertThat(sandbox.nines("down").status()).isZero();

    Run up = sandbox.nines("up", "--docker", "--core", "--json");

    assertThat(up.status()).as(up::toString).isZero();
    System.out.println("up --docker, images present: " + up.json());
    assertThat(up.json().path("took_s").asDouble()).isLessThan(90);
    assertThat(services())
        .extracting(service -> service.path("name").asString())
        .containsExactlyInAnyOrderElementsOf(CORE);
    assertThat(services()).allMatch(service -> service.path("up").asBoolean());
  }

  @Test
  @Order(3)
  void upOnceMore_changesNothing() {
    String started = docker.inspect("order", "{{.State.StartedAt}}");

    Run again = sandbox.nines("up", "--docker", "--json");

    assertThat(again.status()).as(again::toString).isZero();
    assertThat(again.json().path("changed").asBoolean()).isFalse();
    assertThat(docker.inspect("order", "{{.State.StartedAt}}")).isEqualTo(started);
  }

  /** From here on nothing in {@code NINES_HOME} tells of the stack, as where Compose was used. */
  @Test
  @Order(4)
  void stackThatComposeAloneHasBroughtUp_isKnown() throws IOException {
    Files.delete(sandbox.home.resolve("docker"));

    JsonNode status = sandbox.nines("status", "--json").json();

    assertThat(status.path("stack").asString()).isEqualTo("docker");
    assertThat(services()).hasSize(CORE.size()).allMatch(each -> each.path("up").asBoolean());
    Run again = sandbox.nines("up", "--docker", "--json");
    assertThat(again.status()).as(again::toString).isZero();
    assertThat(again.json().path("changed").asBoolean()).isFalse();
    Run other = sandbox.nines("up", "--native");
    assertThat(other.status()).isNotZero();
    assertThat(other.err()).contains("The docker stack is up. Run ./nines down first.");
  }

  @Test
  @Order(5)
  void underLoad_everySloBurnsNothing_andNothingFires() {
    // Cold JVMs are slow, which is no fault of theirs: the gentle load first, for as long as it
    // takes on a slow machine.
    sandbox.start("load", "--warm-up", "75s", "--rate", "50", "--duration", "15m");

    Promises.areKept(sandbox);
    System.out.println(
        Docker.docker("stats", "--no-stream", "--format", "{{.Name}} {{.MemUsage}}")
            .replaceAll("(?m)^(?!" + PROJECT + ").*\\R", ""));
  }

  @Test
  @Order(6)
  void outage_isInTheInboxWithin47Seconds() {
    Run outage = sandbox.nines("break", "outage", "--wait", "--json");

    assertThat(outage.status()).as(outage::toString).isZero();
    System.out.println("break outage, in containers: " + outage.json());
    assertThat(outage.json().path("mailed_after_s").asDouble()).isBetween(1.0, 47.0);
    Run heal = sandbox.nines("heal", "--json");
    assertThat(heal.status()).as(heal::toString).isZero();
  }

  @Test
  @Order(7)
  void killedContainers_comeBackByThemselves_andNoAcknowledgedOrderIsLost()
      throws InterruptedException {
    Customer customer = new Customer(sandbox);
    try {
      for (String service : CORE) {
        int before = customer.acknowledged();
        String started = docker.inspect(service, "{{.State.StartedAt}}");

        long killed = System.nanoTime();
        docker.killNine(service);

        await()
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(250))
            .untilAsserted(() -> {
              assertThat(docker.inspect(service, "{{.State.StartedAt}}")).isNotEqualTo(started);
              // Not by ./nines status: a JVM four times a second would be the load.
              assertThat(docker.healthy()).containsExactlyInAnyOrderElementsOf(CORE);
              assertThat(customer.acknowledged()).isGreaterThan(before);
            });
        System.out.printf(
            "kill -9 %s: all back after %.1f s%n", service, (System.nanoTime() - killed) / 1e9);
      }
    } finally {
      customer.leave();
    }
    assertThat(services()).allMatch(service -> service.path("up").asBoolean());
    assertThat(customer.acknowledged()).isGreaterThan(100);
    assertThat(customer.lost()).isEmpty();
    System.out.println(customer.acknowledged() + " orders acknowledged, none lost");
  }

  @Test
  @Order(8)
  void down_leavesNothing() {
    Run down = sandbox.nines("down", "--json");

    assertThat(down.status()).as(down::toString).isZero();
    assertThat(docker.traces()).isEmpty();
    assertThat(docker.otherVolumes()).isSubsetOf(volumesBefore);
    assertThat(sandbox.listening()).isEmpty();
  }

  private JsonNode services() {
    return sandbox.nines("status", "--json").json().path("services");
  }
}
