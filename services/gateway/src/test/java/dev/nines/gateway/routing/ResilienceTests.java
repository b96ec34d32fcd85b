package dev.nines.gateway.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.nines.gateway.GatewayApplication;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the gateway tells an upstream, and how much it asks of one that is full or fails. */
@SpringBootTest(
    classes = GatewayApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "gateway.upstream.breaker.minimum-calls=100000",
      "gateway.upstream.concurrency=20",
      "gateway.upstream.retry.reserve=5"
    })
class ResilienceTests {
  private static final String DEADLINE = "x-envoy-expected-rq-timeout-ms";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @RegisterExtension
  private static final WireMockExtension UPSTREAM =
      WireMockExtension.newInstance().options(options().dynamicPort().containerThreads(60)).build();

  @Autowired private CircuitBreakerRegistry breakers;
  @Autowired private MeterRegistry meters;

  @Value("${local.server.port}")
  private int port;

  @DynamicPropertySource
  static void upstream(DynamicPropertyRegistry registry) {
    registry.add("NINES_ORDER_URL", UPSTREAM::baseUrl);
  }

  @BeforeEach
  void reset() {
    breakers.circuitBreaker("order").reset();
  }

  @Test
  void upstream_isToldWhatIsLeftOfTheTimeout_whateverTheClientSays() {
    upstreamAnswers(okJson("{}"));

    statuses(3, 1, "1");

    List<String> told =
        UPSTREAM.findAll(getRequestedFor(anyUrl())).stream()
            .map(request -> request.getHeader(DEADLINE))
            .toList();
    assertThat(told)
        .hasSize(3)
        .allSatisfy(left -> assertThat(Integer.parseInt(left)).isBetween(2, 2_000));
  }

  @Test
  void retries_areFewWhenEverythingFails() {
    upstreamAnswers(aResponse().withStatus(503));
    double before = count("gateway.retries");
    double refused = count("gateway.retries.refused");

    statuses(200, 10, "");

    // Ten of a hundred, and the reserve; without a budget there would be 400.
    assertThat(count("gateway.retries") - before).isBetween(10.0, 25.0);
    assertThat(count("gateway.retries.refused") - refused).isGreaterThan(150);
    assertThat(UPSTREAM.findAll(getRequestedFor(anyUrl()))).hasSizeBetween(210, 225);
  }

  @Test
  void upstreamThatSheds_isNoFailureToTheBreaker() {
    CircuitBreaker breaker = breakers.circuitBreaker("order");
    upstreamAnswers(aResponse().withStatus(503).withHeader("x-envoy-overloaded", "true"));
    statuses(5, 1, "");
    assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
    assertThat(breaker.getMetrics().getNumberOfSuccessfulCalls()).isGreaterThanOrEqualTo(5);

    upstreamAnswers(aResponse().withStatus(503));
    statuses(5, 1, "");
    assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isGreaterThanOrEqualTo(5);
  }

  @Test
  void requestsBeyondTheBulkhead_areRefusedAtOnce() {
    upstreamAnswers(okJson("{}").withFixedDelay(500));

    List<Integer> statuses = statuses(40, 40, "");

    assertThat(statuses).containsOnly(200, 503).filteredOn(s -> s == 200).hasSizeBetween(20, 39);
    assertThat(
            meters
                .get("resilience4j.bulkhead.max.allowed.concurrent.calls")
                .tag("name", "order")
                .gauge()
                .value())
        .isEqualTo(20);
  }

  @Test
  void connections_areReusedForMoreThan92PercentOfRequests() {
    upstreamAnswers(okJson("{}"));
    double before = count("gateway.connections.opened");

    List<Integer> statuses = statuses(3_000, 16, "");

    double opened = count("gateway.connections.opened") - before;
    double reuse = 100 * (1 - opened / statuses.size());
    System.out.printf("connection reuse: %.2f %% (%.0f opened)%n", reuse, opened);
    assertThat(statuses).containsOnly(200);
    assertThat(reuse).isGreaterThanOrEqualTo(92);
  }

  private List<Integer> statuses(int requests, int atOnce, String deadline) {
    WebClient client = WebClient.create("http://127.0.0.1:" + port);
    return Flux.range(0, requests)
        .flatMap(i -> status(client, i, deadline), atOnce)
        .collectList()
        .blockOptional(LIMIT)
        .orElseThrow();
  }

  private static Mono<Integer> status(WebClient client, int i, String deadline) {
    return client
        .get()
        .uri("/api/orders/" + i)
        .headers(headers -> {
          if (!deadline.isEmpty()) {
            headers.set(DEADLINE, deadline);
          }
        })
        .exchangeToMono(
            response -> response.releaseBody().thenReturn(response.statusCode().value()));
  }

  private double count(String counter) {
    return meters.get(counter).counters().stream().mapToDouble(c -> c.count()).sum();
  }

  private static void upstreamAnswers(ResponseDefinitionBuilder answer) {
    UPSTREAM.stubFor(any(anyUrl()).willReturn(answer));
  }
}
