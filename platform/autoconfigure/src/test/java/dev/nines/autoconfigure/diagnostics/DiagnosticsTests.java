package dev.nines.autoconfigure.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import dev.nines.test.issuer.LocalIssuer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(OutputCaptureExtension.class)
class DiagnosticsTests {
  private static final String SCOPE = "diagnostics";

  private static LocalIssuer issuer;
  private static RunningService service;

  @BeforeAll
  static void start() {
    issuer = new LocalIssuer();
    service =
        RunningService.start(
            Shop.class,
            "nines.security.enabled=true",
            "nines.security.open=/**",
            "nines.slo.location=classpath:slo-tests/shop/*.yaml",
            "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address());
  }

  @AfterAll
  static void stop() {
    service.close();
    issuer.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/threaddump",
        "/actuator/heaphistogram",
        "/actuator/heapdump",
        "/actuator/loggers",
        "/actuator/slo",
        "/actuator/recording",
        "/actuator",
        "/actuator/threaddump;a=b",
        "/nothing",
      })
  void insides_areForThoseWithATokenForThem(String path) {
    HttpResponse<String> stranger = service.management("GET", path, "");
    assertThat(stranger.statusCode()).isEqualTo(401);
    assertThat(stranger.headers().firstValue("WWW-Authenticate")).contains("Bearer");

    HttpResponse<String> customer = ask("GET", path, "", "shop:read shop:write");
    assertThat(customer.statusCode()).isEqualTo(403);
    assertThat(customer.headers().firstValue("WWW-Authenticate").orElse(""))
        .contains("scope=\"diagnostics\"");

    assertThat(bearer("GET", path, "", "made.up.token").statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health", "/actuator/health/readiness", "/actuator/prometheus"})
  void probesAndScrapes_needNone(String path) {
    assertThat(service.management("GET", path, "").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/actuator/threaddump",
        "/actuator/heaphistogram",
        "/actuator/slo",
        "/actuator/loggers"
      })
  void insides_areNotOnTheServicesOwnPort(String path) {
    assertThat(service.get(path, "Authorization", "Bearer " + issuer.token(SCOPE)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void tokenThatLivesForHours_isRefused() {
    String longLived =
        issuer.token(
            SCOPE, claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(1000))));
    assertThat(bearer("GET", "/actuator/slo", "", longLived).statusCode()).isEqualTo(403);

    String ageless =
        issuer.token(
            SCOPE,
            claims ->
                claims.issueTime(null).expirationTime(Date.from(Instant.now().plusSeconds(1000))));
    assertThat(bearer("GET", "/actuator/slo", "", ageless).statusCode()).isEqualTo(403);

    Consumer<JWTClaimsSet.Builder> expired =
        claims ->
            claims
                .issueTime(Date.from(Instant.now().minusSeconds(400)))
                .expirationTime(Date.from(Instant.now().minusSeconds(100)));
    assertThat(bearer("GET", "/actuator/slo", "", issuer.token(SCOPE, expired)).statusCode())
        .isEqualTo(401);
  }

  @Test
  void lookInside_isLogged(CapturedOutput output) {
    assertThat(ask("GET", "/actuator/threaddump", "", SCOPE).body()).contains("\"threads\"");

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(output.getOut())
                .contains("Look inside: GET /actuator/threaddump")
                .contains("\"subject\":\"alice\""));
  }

  @Test
  void heapHistogram_hasTheLargestClassesFirst() {
    JsonNode heap = json(ask("GET", "/actuator/heaphistogram?top=5", "", SCOPE));

    assertThat(heap.path("classes")).hasSize(5);
    long largest = heap.path("classes").get(0).path("bytes").asLong();
    assertThat(largest).isGreaterThanOrEqualTo(heap.path("classes").get(4).path("bytes").asLong());
    assertThat(heap.path("bytes").asLong()).isGreaterThan(largest);
    assertThat(heap.path("classes").valueStream().map(row -> row.path("name").asString()))
        .contains("java.lang.String");
    assertThat(ask("GET", "/actuator/heaphistogram?top=0", "", SCOPE).statusCode()).isEqualTo(400);
  }

  @Test
  void heapDump_isOne() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(service.managementUri("/actuator/heapdump"))
            .header("Authorization", "Bearer " + issuer.token(SCOPE))
            .build();
    try (HttpClient client = HttpClient.newHttpClient();
        InputStream dump = client.send(request, BodyHandlers.ofInputStream()).body()) {
      assertThat(new String(dump.readNBytes(12), StandardCharsets.US_ASCII))
          .isEqualTo("JAVA PROFILE");
    }
  }

  @Test
  void recording_isAFileOfFlightRecorder_oneAtATime() {
    CompletableFuture<HttpResponse<String>> first =
        CompletableFuture.supplyAsync(
            () -> ask("POST", "/actuator/recording?seconds=2", "", SCOPE));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ask("POST", "/actuator/recording?seconds=1", "", SCOPE).statusCode() == 409);

    HttpResponse<String> recorded = first.orTimeout(30, TimeUnit.SECONDS).join();
    assertThat(recorded.statusCode()).isEqualTo(200);
    assertThat(recorded.body()).startsWith("FLR\0");

    for (String wrong : new String[] {"seconds=0", "seconds=301", "settings=nothing"}) {
      assertThat(ask("POST", "/actuator/recording?" + wrong, "", SCOPE).statusCode())
          .as(wrong)
          .isEqualTo(400);
    }
    assertThat(ask("POST", "/actuator/recording?seconds=1", "", SCOPE).statusCode()).isEqualTo(200);
  }

  @Test
  void logLevels_canBeChanged() {
    String path = "/actuator/loggers/dev.nines.changed";
    assertThat(ask("POST", path, "{\"configuredLevel\":\"DEBUG\"}", SCOPE).statusCode())
        .isEqualTo(204);
    assertThat(json(ask("GET", path, "", SCOPE)).path("configuredLevel").asString())
        .isEqualTo("DEBUG");
  }

  @Test
  void slos_areShownWithWhatThisProcessHasCounted() {
    JsonNode before = json(ask("GET", "/actuator/slo", "", SCOPE));
    service.send("POST", "/purchases", "");
    service.send("POST", "/purchases", "");

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> {
          JsonNode now = json(ask("GET", "/actuator/slo", "", SCOPE));
          assertThat(grown(before, now, 0, "total")).isEqualTo(2);
          assertThat(grown(before, now, 0, "bad")).isZero();
          // Of requests, by their histogram; those of this test's own questions are none.
          assertThat(grown(before, now, 1, "total")).isEqualTo(2);
          assertThat(grown(before, now, 1, "bad")).isBetween(0.0, 2.0);
        });
    assertThat(before).hasSize(2);
    assertThat(before.get(0).path("objective").asDouble()).isEqualTo(99);
    assertThat(before.get(0).path("selectors").get(0).asString())
        .startsWith("shop_purchases_total{");
  }

  private static double grown(JsonNode before, JsonNode now, int slo, String count) {
    return now.get(slo).path(count).asDouble() - before.get(slo).path(count).asDouble();
  }

  private static HttpResponse<String> ask(String method, String path, String body, String scope) {
    return bearer(method, path, body, issuer.token(scope));
  }

  private static HttpResponse<String> bearer(
      String method, String path, String body, String token) {
    return service.management(method, path, body, "Authorization", "Bearer " + token);
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body().getBytes(StandardCharsets.UTF_8));
  }
}
