package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** The telemetry gate on real services: it lets what is whole pass, and finds what is lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TelemetryGateIT {

  // At 40 requests/s the first compiler is enough, and warm at once.
  private static final Map<String, String> SOON_WARM = Map.of("NINES_JVM", "footprint");
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Sandbox sandbox = new Sandbox("telemetry-gate");

  @AfterAll
  void nothingIsLeft() {
    sandbox.close();
    assertThat(sandbox.processes()).isEmpty();
    assertThat(sandbox.listening()).isEmpty();
  }

  @Test
  void mixedTraffic_losesNoSpan_andSamplesJustTheTracesItShould() {
    Run gate =
        sandbox.nines(
            SOON_WARM,
            LIMIT,
            "telemetry-gate",
            "--rate",
            "40",
            "--duration",
            "10s",
            "--warm-up",
            "5s",
            "--sampling",
            "100%,10%,1%",
            "--json");

    assertThat(gate.status()).as(gate::toString).isZero();
    System.out.println("telemetry gate: " + gate.json());
    assertThat(gate.json().path("levels").size()).isEqualTo(3);
    JsonNode all = gate.json().path("levels").path(0);
    assertThat(all.path("spans").asLong()).isGreaterThan(600).isEqualTo(received(all));
    assertThat(all.path("traces_sampled").asLong()).isEqualTo(all.path("traces").asLong());
    JsonNode tenth = gate.json().path("levels").path(1);
    assertThat(tenth.path("server_spans_expected").asLong()).isPositive();
    assertThat(tenth.path("server_spans_missing").asLong(-1)).isZero();
    assertThat(tenth.path("traces_unexpected").asLong(-1)).isZero();
    JsonNode hundredth = gate.json().path("levels").path(2);
    assertThat(hundredth.path("server_spans_missing").asLong(-1)).isZero();
    assertThat(hundredth.path("spans").asLong()).isLessThan(tenth.path("spans").asLong());
  }

  private static long received(JsonNode level) {
    return level.path("received").asLong();
  }

  @Test
  void smallQueue_whileTheReceiverStalls_fails() {
    Run gate =
        sandbox.nines(
            SOON_WARM,
            LIMIT,
            "telemetry-gate",
            "--rate",
            "40",
            "--duration",
            "15s",
            "--warm-up",
            "5s",
            "--sampling",
            "100%",
            "--queue",
            "16",
            "--stall",
            "8s",
            "--json");

    assertThat(gate.status()).as(gate::toString).isEqualTo(1);
    JsonNode level = gate.json().path("levels").path(0);
    assertThat(level.path("lost").asLong()).isGreaterThan(100);
    assertThat(level.path("dropped").asLong()).isPositive();
    assertThat(level.path("reasons").toString()).contains("did not come", "found a queue full");
  }
}
