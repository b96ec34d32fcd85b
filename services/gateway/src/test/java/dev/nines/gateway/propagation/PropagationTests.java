package dev.nines.gateway.propagation;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Between clients that speak one format and a service that speaks another. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "nines.propagation.consume=b3,jaeger,baggage",
      "nines.propagation.produce=w3c,baggage"
    })
class PropagationTests {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  @RegisterExtension
  private static final WireMockExtension UPSTREAM =
      WireMockExtension.newInstance().options(options().dynamicPort()).build();

  @Value("${local.server.port}")
  private int port;

  @Value("${local.management.port}")
  private int managementPort;

  @DynamicPropertySource
  static void upstream(DynamicPropertyRegistry registry) {
    registry.add("NINES_ORDER_URL", UPSTREAM::baseUrl);
  }

  @Test
  void trace_goesOnInTheOtherFormat_andNotInTheFirst() {
    UPSTREAM.stubFor(any(anyUrl()).willReturn(ok()));

    WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + port)
        .responseTimeout(Duration.ofSeconds(20))
        .build()
        .get()
        .uri("/api/orders/7")
        .header("b3", TRACE + "-00f067aa0ba902b7-1")
        .header("Uber-Trace-Id", "1".repeat(32) + ":" + "2".repeat(16) + ":0:1")
        .header("baggage", "tenant=t1")
        .exchange()
        .expectStatus()
        .isOk();

    UPSTREAM.verify(
        getRequestedFor(urlEqualTo("/orders/7"))
            .withHeader("traceparent", matching("00-" + TRACE + "-(?!00f067aa0ba902b7).*"))
            .withHeader("baggage", containing("tenant=t1"))
            .withoutHeader("b3")
            .withoutHeader("uber-trace-id"));
  }

  /** By which a dashboard leads from the wait for a service behind to the request that waited. */
  @Test
  void timerOfTheBreaker_namesTheTrace() {
    UPSTREAM.stubFor(any(anyUrl()).willReturn(ok()));
    WebTestClient gateway =
        WebTestClient.bindToServer().responseTimeout(Duration.ofSeconds(20)).build();

    await()
        .untilAsserted(() -> {
          gateway
              .get()
              .uri("http://127.0.0.1:" + port + "/api/orders/7")
              .header("b3", TRACE + "-00f067aa0ba902b7-1")
              .exchange()
              .expectStatus()
              .isOk();
          String metrics =
              gateway
                  .get()
                  .uri("http://127.0.0.1:" + managementPort + "/actuator/prometheus")
                  .header("Accept", "application/openmetrics-text; version=1.0.0")
                  .exchange()
                  .returnResult(String.class)
                  .getResponseBody()
                  .collect(Collectors.joining("\n"))
                  .block();
          assertThat(metrics.lines())
              .anySatisfy(line ->
                  assertThat(line)
                      .startsWith("resilience4j_circuitbreaker_calls_seconds_bucket{")
                      .contains("trace_id=\"" + TRACE));
        });
  }
}
