package dev.nines.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.nines.test.issuer.LocalIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Who gets through the gateway, with what, and what is left of the others. */
@SpringBootTest(
    classes = GatewayApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "management.server.port=0")
class SecurityTests {
  private static final LocalIssuer ISSUER = new LocalIssuer();
  private static final WireMockServer UPSTREAM = new WireMockServer(options().dynamicPort());
  private static final String BOTH = "orders:read orders:write";

  @Autowired private MeterRegistry meters;

  @Value("${local.server.port}")
  private int port;

  @Value("${local.management.port}")
  private int managementPort;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    UPSTREAM.start();
    registry.add("NINES_ORDER_URL", UPSTREAM::baseUrl);
    ISSUER.trust(registry);
  }

  @AfterAll
  static void stop() {
    UPSTREAM.stop();
  }

  @BeforeEach
  void reset() {
    UPSTREAM.resetAll();
    UPSTREAM.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(200)));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/orders/1, orders:read, 200",
    "GET, /api/orders?customer=c, orders:read, 200",
    "HEAD, /api/orders/1, orders:read, 200",
    "POST, /api/orders, orders:write, 200",
    "DELETE, /api/orders/1, orders:write, 200",
    "POST, /api/orders, orders:read orders:write, 200",
    "GET, /api/orders/1, orders:write, 403",
    "POST, /api/orders, orders:read, 403",
    "DELETE, /api/orders/1, orders:read, 403",
    "POST, /api/orders/1/cancellation, orders:read, 403",
    "POST, /api/orders, payments:write, 403",
    "POST, /api/orders, '', 403"
  })
  void scopes_decide(String method, String path, String scope, int status) {
    ask(method, path, "Bearer " + ISSUER.token(scope)).expectStatus().isEqualTo(status);

    UPSTREAM.verify(status == 200 ? 1 : 0, anyRequestedFor(anyUrl()));
  }

  static Stream<Arguments> strangers() {
    String good = ISSUER.token(BOTH);
    return Stream.of(
        Arguments.of("no token", "", "Bearer"),
        Arguments.of("a password", "Basic YTpi", "Bearer"),
        Arguments.of(
            "wrong signature",
            LocalIssuer.signed(LocalIssuer.key("one"), ISSUER.claims(BOTH, _ -> {})),
            ""),
        Arguments.of("expired", ISSUER.token(BOTH, "nines", Duration.ofMinutes(-1)), ""),
        Arguments.of("other audience", ISSUER.token(BOTH, "other", Duration.ofMinutes(1)), ""),
        Arguments.of("cut short", good.substring(0, good.length() - 4), ""),
        Arguments.of("alg none", "eyJhbGciOiJub25lIn0." + good.split("\\.")[1] + ".", ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void stranger_is401_andOrderHearsNothing(String what, String token, String challenge) {
    String header = challenge.isEmpty() ? "Bearer " + token : token;

    ask("POST", "/api/orders", header)
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .valueEquals(
            HttpHeaders.WWW_AUTHENTICATE,
            challenge.isEmpty() ? "Bearer error=\"invalid_token\"" : challenge)
        .expectBody()
        .jsonPath("$.title")
        .isEqualTo("Unauthorized")
        .jsonPath("$.instance")
        .isEqualTo("/api/orders");

    UPSTREAM.verify(0, anyRequestedFor(anyUrl()));
  }

  @Test
  void token_isHandedOnToOrder() {
    String token = "Bearer " + ISSUER.token(BOTH);

    ask("GET", "/api/orders/1", token).expectStatus().isOk();

    UPSTREAM.verify(
        anyRequestedFor(anyUrl()).withHeader(HttpHeaders.AUTHORIZATION, equalTo(token)));
  }

  @Test
  void ping_isOpen() {
    ask("GET", "/ping", "").expectStatus().isOk();
  }

  @ParameterizedTest
  @CsvSource({"/actuator", "/actuator/health", "/actuator/prometheus", "/api/customers", "/orders"})
  void everythingElse_is404_withAndWithoutAToken(String path) {
    for (String token : List.of("", "Bearer " + ISSUER.token(BOTH))) {
      ask("GET", path, token)
          .expectStatus()
          .isNotFound()
          .expectHeader()
          .contentType(MediaType.APPLICATION_PROBLEM_JSON)
          .expectBody()
          .jsonPath("$.detail")
          .isEqualTo("There is nothing here.");
    }
    UPSTREAM.verify(0, anyRequestedFor(anyUrl()));
  }

  @Test
  void pathThatHidesAnother_isRefused() {
    ask("GET", "/api/orders/..%2F..%2Factuator", "Bearer " + ISSUER.token(BOTH))
        .expectStatus()
        .isBadRequest()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);

    UPSTREAM.verify(0, anyRequestedFor(anyUrl()));
  }

  @Test
  void managementServer_isOpenToPrometheus() {
    WebTestClient management =
        WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + managementPort).build();

    management.get().uri("/actuator/prometheus").exchange().expectStatus().isOk();
    management.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk();
  }

  @Test
  void refusals_burnNoBudget() {
    ask("POST", "/api/orders", "").expectStatus().isUnauthorized();
    ask("POST", "/api/orders", "Bearer " + ISSUER.token("orders:read"))
        .expectStatus()
        .isForbidden();

    await()
        .untilAsserted(() ->
            assertThat(statuses())
                .contains("401", "403")
                .noneMatch(status -> status.startsWith("5")));
  }

  private List<String> statuses() {
    return meters.find("http.server.requests").timers().stream()
        .filter(timer -> timer.count() > 0)
        .map(Timer::getId)
        .map(id -> String.valueOf(id.getTag("status")))
        .toList();
  }

  private ResponseSpec ask(String method, String path, String authorization) {
    WebTestClient client =
        WebTestClient.bindToServer()
            .uriBuilderFactory(literal())
            .responseTimeout(Duration.ofSeconds(20))
            .build();
    return client
        .method(HttpMethod.valueOf(method))
        .uri("http://127.0.0.1:" + port + path)
        .headers(headers -> {
          if (!authorization.isEmpty()) {
            headers.set(HttpHeaders.AUTHORIZATION, authorization);
          }
        })
        .exchange();
  }

  private static org.springframework.web.util.DefaultUriBuilderFactory literal() {
    var factory = new org.springframework.web.util.DefaultUriBuilderFactory();
    factory.setEncodingMode(
        org.springframework.web.util.DefaultUriBuilderFactory.EncodingMode.NONE);
    return factory;
  }
}
