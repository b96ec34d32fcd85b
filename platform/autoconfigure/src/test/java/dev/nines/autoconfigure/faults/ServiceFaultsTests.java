package dev.nines.autoconfigure.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceFaultsTests {
  private static final String HEALTHY =
      """
      {"errors":{"share":0.0},"latency":{"share":0.0,"delay":"PT0.5S"}}\
      """;
  private static RunningService service;

  @BeforeAll
  static void start() {
    service = RunningService.start(Shop.class, "nines.faults.enabled=true");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @AfterEach
  void heal() {
    service.management("DELETE", "/actuator/faults", "");
  }

  @Test
  void healthy_untilAsked() {
    assertThat(faults("GET", "")).isEqualTo(HEALTHY);
    assertThat(service.get("/items/1").statusCode()).isEqualTo(200);
  }

  @Test
  void errors_areAnsweredByTheServicesOwnErrorHandler_andTheHandlerIsNotCalled() {
    faults("POST", "{\"errors\":{\"share\":1.0}}");

    var answer = service.send("POST", "/purchases", "");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("shop: injected fault");
    // A request is counted when its answer has been sent, so perhaps after it was read here.
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() ->
            assertThat(service.scrape())
                .containsPattern("shop_purchases_total\\{[^}]*status=\"success\"[^}]*} 0\\.0")
                .containsPattern(
                    "http_server_requests_seconds_count\\{[^}]*status=\"500\"[^}]*uri=\"/purchases\""));
  }

  @Test
  void errors_spareThePingTheActuatorAndUnknownPaths() {
    faults("POST", "{\"errors\":{\"share\":1}}");

    assertThat(service.get("/ping").statusCode()).isEqualTo(200);
    assertThat(service.management("GET", "/actuator/health", "").statusCode()).isEqualTo(200);
    assertThat(service.send("POST", "/items/1", "").statusCode()).isEqualTo(405);
  }

  @Test
  void latency_delaysTheHandler() {
    faults("POST", "{\"latency\":{\"share\":1.0,\"delay\":\"PT0.2S\"}}");
    Instant began = Instant.now();

    assertThat(service.get("/items/1").body()).isEqualTo("1");

    assertThat(Duration.between(began, Instant.now())).isGreaterThan(Duration.ofMillis(200));
  }

  @Test
  void faults_addUp_andAreHealedTogether() {
    faults("POST", "{\"errors\":{\"share\":0.25}}");

    assertThat(faults("POST", "{\"latency\":{\"share\":0.5,\"delay\":\"PT1S\"}}"))
        .isEqualTo("{\"errors\":{\"share\":0.25},\"latency\":{\"share\":0.5,\"delay\":\"PT1S\"}}");
    assertThat(faults("DELETE", "")).isEqualTo(HEALTHY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | errors or latency",
        "{\"error\":{\"share\":1}} | [error]",
        "{\"errors\":7} | errors must be an object",
        "{\"errors\":{}} | errors.share must be a number",
        "{\"errors\":{\"share\":1.01}} | between 0 and 1, was: 1.01",
        "{\"errors\":{\"share\":-0.1}} | between 0 and 1",
        "{\"errors\":{\"share\":\"NaN\"}} | must be a number",
        "{\"errors\":{\"share\":1,\"rate\":2}} | [rate]",
        "{\"latency\":{\"share\":1,\"delay\":\"PT31S\"}} | PT30S",
        "{\"latency\":{\"share\":1,\"delay\":\"-PT1S\"}} | must be between",
        "{\"latency\":{\"share\":1,\"delay\":\"soon\"}} | ISO 8601",
        "{\"errors\":{\"share\":0.5},\"latency\":{\"share\":2}} | latency.share",
        "[] | `Failed to read`",
        "not JSON | `Failed to read`"
      })
  void badInput_isRefusedWithTheReason_andChangesNothing(String body, String reason) {
    var answer = service.management("POST", "/actuator/faults", body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(reason);
    assertThat(faults("GET", "")).isEqualTo(HEALTHY);
  }

  @Test
  void faults_areNotOnTheServicesOwnPort() {
    assertThat(service.get("/actuator/faults").statusCode()).isEqualTo(404);
  }

  private static String faults(String method, String body) {
    return service.management(method, "/actuator/faults", body).body();
  }
}
