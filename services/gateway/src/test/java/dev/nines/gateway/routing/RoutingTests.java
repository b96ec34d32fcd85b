package dev.nines.gateway.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.created;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.nines.gateway.GatewayApplication;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;

/** The gateway before an upstream that is not ours: slow, failing, hanging up, silent. */
@SpringBootTest(
    classes = GatewayApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "gateway.upstream.timeout=2s",
      "gateway.upstream.breaker.minimum-calls=4",
      "gateway.upstream.breaker.pause=1s",
      "gateway.upstream.breaker.trial-calls=2"
    })
class RoutingTests {
  @RegisterExtension
  private static final WireMockExtension UPSTREAM =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  @Autowired private CircuitBreakerRegistry breakers;
  @Autowired private MeterRegistry meters;

  @Value("${local.server.port}")
  private int port;

  private WebTestClient client = WebTestClient.bindToServer().build();

  @DynamicPropertySource
  static void upstream(DynamicPropertyRegistry registry) {
    registry.add("NINES_ORDER_URL", UPSTREAM::baseUrl);
  }

  @BeforeEach
  void reset() {
    breaker().reset();
    client =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + port)
            .responseTimeout(Duration.ofSeconds(20))
            .build();
  }

  @Test
  void order_isPlacedBehindThePrefix() {
    upstreamAnswers(created().withHeader("Location", "/orders/7").withHeader("Keep-Alive", "5"));

    post("/api/orders")
        .expectStatus()
        .isCreated()
        .expectHeader()
        .location("/api/orders/7")
        .expectHeader()
        .doesNotExist("Keep-Alive");

    UPSTREAM.verify(
        postRequestedFor(urlEqualTo("/orders")).withHeader("traceparent", matching("00-.*")));
  }

  @Test
  void query_isPassedOnUnchanged() {
    upstreamAnswers(okJson("{}"));

    get("/api/orders?customer=a%40b&limit=2").expectStatus().isOk();

    UPSTREAM.verify(getRequestedFor(urlEqualTo("/orders?customer=a%40b&limit=2")));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409, 500, 503})
  void problemOfTheUpstream_passesThrough(int status) {
    upstreamAnswers(
        aResponse()
            .withStatus(status)
            .withHeader("Content-Type", "application/problem+json")
            .withHeader("Retry-After", "7")
            .withBody("{\"title\":\"theirs\"}"));

    post("/api/orders")
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .valueEquals("Retry-After", "7")
        .expectBody()
        .jsonPath("$.title")
        .isEqualTo("theirs");
  }

  @Test
  void silentUpstream_is503WithinTheLimit() {
    upstreamAnswers(created().withFixedDelay(8_000));

    unavailable(post("/api/orders"));

    UPSTREAM.verify(1, postRequestedFor(anyUrl()));
  }

  @Test
  void silentUpstream_isNotAskedTwiceForARead() {
    upstreamAnswers(okJson("{}").withFixedDelay(8_000));

    unavailable(get("/api/orders/1"));

    UPSTREAM.verify(1, getRequestedFor(anyUrl()));
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
  void brokenAnswer_is503AndAWriteIsNotRepeated(Fault fault) {
    upstreamAnswers(aResponse().withFault(fault));

    unavailable(post("/api/orders"));

    UPSTREAM.verify(1, postRequestedFor(anyUrl()));
  }

  @Test
  void read_isRepeatedTwiceOverABrokenConnection() {
    upstreamAnswers(aResponse().withFault(Fault.EMPTY_RESPONSE));

    unavailable(get("/api/orders/1"));

    UPSTREAM.verify(3, getRequestedFor(urlEqualTo("/orders/1")));
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503, 504})
  void read_isRepeatedTwiceOverAPassingFailure(int status) {
    upstreamAnswers(aResponse().withStatus(status));

    get("/api/orders/1").expectStatus().isEqualTo(status);

    UPSTREAM.verify(3, getRequestedFor(urlEqualTo("/orders/1")));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 500, 501})
  void read_isNotRepeatedOverAnAnswer(int status) {
    upstreamAnswers(aResponse().withStatus(status));

    get("/api/orders/1").expectStatus().isEqualTo(status);

    UPSTREAM.verify(1, getRequestedFor(urlEqualTo("/orders/1")));
  }

  @Test
  void write_isNeverRepeated() {
    upstreamAnswers(aResponse().withStatus(503));

    post("/api/orders").expectStatus().isEqualTo(503);

    UPSTREAM.verify(1, postRequestedFor(anyUrl()));
  }

  @Test
  void writeWithAKey_isRepeatedTwiceOverABrokenConnection() {
    upstreamAnswers(aResponse().withFault(Fault.EMPTY_RESPONSE));

    unavailable(postWithKey("k-1", "{}"));

    UPSTREAM.verify(
        3,
        postRequestedFor(urlEqualTo("/orders"))
            .withHeader("Idempotency-Key", equalTo("k-1"))
            .withRequestBody(equalTo("{}")));
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 422, 500, 502, 503, 504})
  void writeWithAKey_isNotRepeatedOverAnAnswer(int status) {
    upstreamAnswers(aResponse().withStatus(status));

    postWithKey("k-1", "{}").expectStatus().isEqualTo(status);

    UPSTREAM.verify(1, postRequestedFor(anyUrl()));
  }

  @Test
  void writeWithAKey_isNotRepeatedIfItIsLongOrOfNoKnownLength() {
    upstreamAnswers(aResponse().withFault(Fault.EMPTY_RESPONSE));

    client
        .post()
        .uri("/api/orders")
        .header("Idempotency-Key", "k-1")
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(Flux.just(new byte[10], new byte[10]), byte[].class)
        .exchange()
        .expectStatus()
        .isEqualTo(503);

    UPSTREAM.verify(1, postRequestedFor(anyUrl()));
  }

  @Test
  void writeWithAKey_hasItsLocationBehindThePrefixAndItsReplayMarked() {
    upstreamAnswers(
        created().withHeader("Location", "/orders/7").withHeader("Idempotency-Replayed", "true"));

    postWithKey("k-1", "{}")
        .expectStatus()
        .isCreated()
        .expectHeader()
        .location("/api/orders/7")
        .expectHeader()
        .valueEquals("Idempotency-Replayed", "true");
  }

  @Test
  void failingUpstream_isLeftAloneAndTriedAgainAfterThePause() {
    upstreamAnswers(aResponse().withStatus(500));
    IntStream.range(0, 4).forEach(_ -> post("/api/orders").expectStatus().isEqualTo(500));
    UPSTREAM.resetAll();
    upstreamAnswers(created());

    unavailable(post("/api/orders"));
    unavailable(get("/api/orders/1"));
    UPSTREAM.verify(0, postRequestedFor(anyUrl()));
    UPSTREAM.verify(0, getRequestedFor(anyUrl()));
    assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.OPEN);

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> post("/api/orders").expectStatus().isCreated());
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> {
          post("/api/orders").expectStatus().isCreated();
          assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        });
  }

  @Test
  void silentUpstream_opensTheBreaker() {
    upstreamAnswers(created().withFixedDelay(8_000));
    IntStream.range(0, 4).parallel().forEach(_ -> unavailable(post("/api/orders")));

    assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.OPEN);
  }

  @Test
  void clientsMistakes_leaveTheBreakerClosed() {
    upstreamAnswers(aResponse().withStatus(400));
    IntStream.range(0, 8).forEach(_ -> post("/api/orders").expectStatus().isBadRequest());

    assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
  }

  @Test
  void largeBody_is413BeforeTheUpstreamHearsOfIt() {
    client
        .post()
        .uri("/api/orders")
        .bodyValue(new byte[65_537])
        .exchange()
        .expectStatus()
        .isEqualTo(413)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);

    UPSTREAM.verify(0, postRequestedFor(anyUrl()));
  }

  @Test
  void largeBody_is413AlsoIfItsLengthIsNotAnnounced() {
    upstreamAnswers(created());

    client
        .post()
        .uri("/api/orders")
        .contentType(MediaType.APPLICATION_OCTET_STREAM)
        .body(Flux.range(0, 100).map(_ -> new byte[1_000]), byte[].class)
        .exchange()
        .expectStatus()
        .isEqualTo(413);

    assertThat(breaker().getMetrics().getNumberOfFailedCalls()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "/api", "/api/customers", "/orders", "/actuator", "/actuator/health"})
  void anythingElse_is404(String path) {
    get(path)
        .expectStatus()
        .isNotFound()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.title")
        .isEqualTo("Not Found")
        .jsonPath("$.status")
        .isEqualTo(404)
        .jsonPath("$.instance")
        .isEqualTo(path);

    UPSTREAM.verify(0, getRequestedFor(anyUrl()));
  }

  @Test
  void ping_answersWithoutTheUpstream() {
    get("/ping").expectStatus().isOk().expectBody(String.class).isEqualTo("pong");
  }

  @Test
  void ping_knowsOneMethod() {
    client
        .method(HttpMethod.DELETE)
        .uri("/ping")
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.METHOD_NOT_ALLOWED)
        .expectHeader()
        .valueEquals(HttpHeaders.ALLOW, "GET")
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  @Test
  void requests_areMeasuredByTheirRoutesPattern() {
    upstreamAnswers(aResponse().withStatus(500));

    get("/api/orders/4711").expectStatus().isEqualTo(500);

    await()
        .untilAsserted(() ->
            assertThat(
                    meters
                        .get("http.server.requests")
                        .tags("uri", "/api/orders/**", "status", "500", "method", "GET")
                        .timer()
                        .count())
                .isPositive());
    assertThat(meters.find("http.server.requests").timers())
        .noneMatch(timer -> String.valueOf(timer.getId().getTag("uri")).contains("4711"));
  }

  @Test
  void retries_areCountedByRoute() {
    double before = count("gateway.retries", "route", "order-reads");
    upstreamAnswers(aResponse().withStatus(503));

    get("/api/orders/1").expectStatus().isEqualTo(503);
    post("/api/orders").expectStatus().isEqualTo(503);

    assertThat(count("gateway.retries", "route", "order-reads") - before).isEqualTo(2);
    assertThat(count("gateway.retries", "route", "order-repeatable")).isNotNegative();
    assertThat(meters.find("gateway.retries").counters()).hasSize(2);
  }

  /**
   * An answer that is there before its request was written out ends its connection: rare, but on a
   * busy machine.
   */
  @Test
  void connections_areOpenedOnceForManyRequests() {
    upstreamAnswers(created());
    post("/api/orders").expectStatus().isCreated();
    assertThat(count("gateway.connections.opened")).isPositive();

    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(openedFor100()).isLessThanOrEqualTo(8));
  }

  private double openedFor100() {
    double before = count("gateway.connections.opened");
    IntStream.range(0, 100).forEach(_ -> post("/api/orders").expectStatus().isCreated());
    return count("gateway.connections.opened") - before;
  }

  @Test
  void breakerLimiterAndPool_haveMeters() {
    upstreamAnswers(created());
    post("/api/orders").expectStatus().isCreated();

    assertThat(meters.find("resilience4j.circuitbreaker.state").tag("name", "order").gauges())
        .isNotEmpty();
    assertThat(meters.find("resilience4j.timelimiter.calls").tag("name", "order").meters())
        .isNotEmpty();
    assertThat(meters.find("reactor.netty.connection.provider.active.connections").gauges())
        .isNotEmpty();
  }

  private double count(String counter, String... tags) {
    return meters.get(counter).tags(tags).counter().count();
  }

  private CircuitBreaker breaker() {
    return breakers.circuitBreaker("order");
  }

  private static void upstreamAnswers(ResponseDefinitionBuilder answer) {
    UPSTREAM.stubFor(any(anyUrl()).willReturn(answer));
  }

  private WebTestClient.ResponseSpec get(String path) {
    return client.get().uri(java.net.URI.create("http://127.0.0.1:" + port + path)).exchange();
  }

  private WebTestClient.ResponseSpec postWithKey(String key, String body) {
    return client
        .post()
        .uri("/api/orders")
        .header("Idempotency-Key", key)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private WebTestClient.ResponseSpec post(String path) {
    return client
        .post()
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue("{}")
        .exchange();
  }

  private static void unavailable(WebTestClient.ResponseSpec response) {
    response
        .expectStatus()
        .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .valueEquals(HttpHeaders.RETRY_AFTER, "1")
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo(503)
        .jsonPath("$.detail")
        .isNotEmpty();
  }
}
