package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** What {@code ./nines status} says of the five SLOs of a stack under load. */
final class Promises {
  private static final String TRAFFIC =
      "sum(rate(http_server_requests_seconds_count{service=\"gateway\",uri!~\"none|UNKNOWN\"}[10s])) > 5";

  /** Whoever else is there gets no load. */
  private static final Set<String> LOADED = Set.of("order", "gateway");

  private Promises() {}

  /**
   * Waits until all are measured, over their periods too, and nothing fires. The base series are
   * recorded each minute, the period's each two: three minutes from the first traffic on, and one
   * to spare.
   */
  static void areMeasuredAndKept(Sandbox sandbox) {
    await(
        sandbox,
        slo -> {
          areKept(slo);
          assertThat(slo.path("sli").isNumber()).as(slo::toString).isTrue();
          assertThat(slo.path("budget_remaining").isNumber()).isTrue();
        });
  }

  /** Waits, as long, until all burn rates of the last minutes are known and nothing fires. */
  static void areKept(Sandbox sandbox) {
    await(sandbox, Promises::areKept);
  }

  private static void areKept(JsonNode slo) {
    assertThat(slo.path("burn_rates").path("5m").isNumber()).as(slo::toString).isTrue();
    assertThat(slo.path("alerts")).as(slo::toString).isEmpty();
  }

  private static void await(Sandbox sandbox, Consumer<JsonNode> promise) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> !sandbox.query(TRAFFIC).isEmpty());
    Awaitility.await()
        .atMost(Duration.ofMinutes(4))
        // Each question is a JVM, a second of one core: asked more often it would be part of the
        // load.
        .pollInterval(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(slos(sandbox)).hasSize(5).allSatisfy(promise));
  }

  private static List<JsonNode> slos(Sandbox sandbox) {
    return sandbox
        .nines("status", "--json")
        .json()
        .path("slos")
        .valueStream()
        .filter(slo -> LOADED.contains(slo.path("service").asString()))
        .toList();
  }
}
