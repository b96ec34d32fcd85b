package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What {@code ./nines status} says of the five SLOs of a stack under load. */
final class Promises {
  private static final String TRAFFIC =
      "sum(rate(http_server_requests_seconds_count{service=\"gateway\",uri!~\"none|UNKNOWN\"}[10s])) > 5";

  private Promises() {}

  /**
   * Waits until all are measured and nothing fires, at most three minutes from the first traffic
   * on: the base series are recorded each minute, the period's each two.
   */
  static void areMeasuredAndKept(Sandbox sandbox) {
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> !sandbox.query(TRAFFIC).isEmpty());
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(() -> {
          JsonNode slos = sandbox.nines("status", "--json").json().path("slos");
          assertThat(slos).hasSize(5);
          assertThat(slos)
              .allSatisfy(slo -> {
                assertThat(slo.path("sli").isNumber()).as(slo::toString).isTrue();
                assertThat(slo.path("budget_remaining").isNumber()).isTrue();
                assertThat(slo.path("burn_rates").path("5m").isNumber()).isTrue();
                assertThat(slo.path("alerts")).isEmpty();
              });
        });
  }
}
