package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What was acknowledged is there, once, and was told, whichever process is killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChaosIT {

  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Sandbox sandbox = new Sandbox("chaos");

  @BeforeAll
  void up() {
    sandbox.up();
  }

  @AfterAll
  void down() {
    sandbox.close();
    assertThat(sandbox.processes()).isEmpty();
    assertThat(sandbox.home).isDirectoryNotContaining("glob:**hs_err_pid*"); // a JVM that crashed
  }

  @Test
  void killsOfEachPart_loseNothing_andDoubleNothing() {
    Run chaos = sandbox.nines(Map.of(), LIMIT, "chaos", "--seed", "1", "--kills", "6", "--json");

    assertThat(chaos.status()).as(chaos::toString).isZero();
    JsonNode counted = chaos.json();
    System.out.println("chaos: " + counted);
    assertThat(counted.path("kills").asInt()).isEqualTo(6);
    assertThat(counted.path("lost").asInt(-1)).isZero();
    assertThat(counted.path("doubled").asInt(-1)).isZero();
    assertThat(counted.path("events_lost").asInt(-1)).isZero();
    assertThat(counted.path("recovered").asBoolean()).isTrue();
    assertThat(counted.path("acknowledged").asInt()).isGreaterThan(100);
    assertThat(counted.path("cancelled").asInt()).isPositive();
    assertThat(counted.path("reconnects").asInt()).isPositive();
  }

  @Test
  void stackThatIsBrokenOnPurpose_isRefused() {
    assertThat(sandbox.nines("break", "latency", "--no-load", "--json").status()).isZero();

    Run chaos = sandbox.nines("chaos", "--kills", "1");

    assertThat(chaos.status()).as(chaos::toString).isEqualTo(3);
    assertThat(chaos.err()).contains("./nines heal");
    assertThat(sandbox.nines("heal", "--json").status()).isZero();
  }
}
