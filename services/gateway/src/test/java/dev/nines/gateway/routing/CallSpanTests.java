package dev.nines.gateway.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import dev.nines.gateway.GatewayApplication;
import dev.nines.otlp.KeptSpans;
import dev.nines.otlp.OtlpReceiver;
import dev.nines.otlp.ReceivedSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Whatever becomes of a call, the span that the upstream was told of is sent. */
@SpringBootTest(
    classes = GatewayApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "gateway.upstream.timeout=1s",
      "gateway.upstream.breaker.minimum-calls=100000",
      "management.opentelemetry.tracing.export.schedule-delay=50ms"
    })
class CallSpanTests {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final KeptSpans SPANS = new KeptSpans();
  private static final OtlpReceiver RECEIVER = receiver();

  @RegisterExtension
  private static final WireMockExtension UPSTREAM =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  @Value("${local.server.port}")
  private int port;

  private static OtlpReceiver receiver() {
    try {
      return new OtlpReceiver(0, SPANS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @DynamicPropertySource
  static void addresses(DynamicPropertyRegistry registry) {
    registry.add("NINES_ORDER_URL", UPSTREAM::baseUrl);
    registry.add("management.opentelemetry.tracing.export.otlp.endpoint", RECEIVER::endpoint);
  }

  @AfterAll
  static void close() {
    RECEIVER.close();
  }

  // A first request takes long enough for a client to go away before the upstream is asked.
  @BeforeEach
  void warmUp() {
    UPSTREAM.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    assertThat(status().block(LIMIT)).isEqualTo(200);
    UPSTREAM.resetAll();
  }

  @Test
  void clientThatGoesAway() {
    UPSTREAM.stubFor(any(anyUrl()).willReturn(okJson("{}").withFixedDelay(800)));

    assertThatThrownBy(() -> status().timeout(Duration.ofMillis(300)).block(LIMIT))
        .hasRootCauseInstanceOf(java.util.concurrent.TimeoutException.class);

    everySpanComes(1);
  }

  @Test
  void upstreamThatTakesTooLong() {
    UPSTREAM.stubFor(any(anyUrl()).willReturn(okJson("{}").withFixedDelay(3_000)));

    assertThat(status().block(LIMIT)).isIn(503, 504);

    everySpanComes(1);
  }

  @Test
  void attemptThatBreaks_andTheOneThatFollows() {
    UPSTREAM.stubFor(
        any(anyUrl())
            .inScenario("retry")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
            .willSetStateTo("broken"));
    UPSTREAM.stubFor(
        any(anyUrl())
            .inScenario("retry")
            .whenScenarioStateIs("broken")
            .willReturn(aResponse().withStatus(503))
            .willSetStateTo("shed"));
    UPSTREAM.stubFor(
        any(anyUrl()).inScenario("retry").whenScenarioStateIs("shed").willReturn(okJson("{}")));

    assertThat(status().block(LIMIT)).isEqualTo(200);

    everySpanComes(3);
  }

  private Mono<Integer> status() {
    return WebClient.create("http://127.0.0.1:" + port)
        .get()
        .uri("/api/orders/1")
        .exchangeToMono(
            response -> response.releaseBody().thenReturn(response.statusCode().value()));
  }

  private static void everySpanComes(int calls) {
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> {
          List<String> told =
              UPSTREAM.findAll(getRequestedFor(anyUrl())).stream()
                  .map(request -> request.getHeader("traceparent").split("-")[2])
                  .toList();
          assertThat(told).hasSize(calls).doesNotHaveDuplicates();
          assertThat(SPANS.all()).extracting(ReceivedSpan::spanId).containsAll(told);
        });
  }
}
