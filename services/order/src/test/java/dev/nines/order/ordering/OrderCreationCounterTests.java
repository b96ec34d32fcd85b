package dev.nines.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.warmup.WarmUpPass;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatusCode;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class OrderCreationCounterTests {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final OrderCreationCounter counter = new OrderCreationCounter(meters, new WarmUpPass());
  private final MockServerWebExchange exchange =
      MockServerWebExchange.from(MockServerHttpRequest.post("/orders").body("{}"));

  @Test
  void counts_areThereBeforeTheFirstOrder() {
    assertThat(counts()).isEqualTo(Map.of("success", 0.0, "failed", 0.0, "rejected", 0.0));
  }

  @ParameterizedTest
  @CsvSource({
    "201, success",
    "400, rejected",
    "413, rejected",
    "415, rejected",
    "500, failed",
    "503, failed"
  })
  void answer_countsOnceByItsStatus(int status, String as) {
    StepVerifier.create(
            counter.filter(exchange, answering(status)).then(exchange.getResponse().setComplete()))
        .expectComplete()
        .verify(SOON);

    assertThat(counts()).containsEntry(as, 1.0);
    assertThat(counts().values()).containsExactlyInAnyOrder(1.0, 0.0, 0.0);
  }

  @Test
  void error_countsByTheStatusItIsRenderedWithOutsideTheFilters() {
    Mono<Void> rendered =
        counter
            .filter(exchange, _ -> Mono.error(new IllegalStateException("no")))
            .onErrorResume(_ -> {
              exchange.getResponse().setStatusCode(HttpStatusCode.valueOf(500));
              return exchange.getResponse().setComplete();
            });

    StepVerifier.create(rendered).expectComplete().verify(SOON);

    assertThat(counts()).isEqualTo(Map.of("success", 0.0, "failed", 1.0, "rejected", 0.0));
  }

  @Test
  void clientGoneBeforeItsWholeBody_isRejected() {
    counter.filter(exchange, _ -> Mono.never()).subscribe().dispose();

    assertThat(counts()).isEqualTo(Map.of("success", 0.0, "failed", 0.0, "rejected", 1.0));
  }

  @Test
  void clientGoneBeforeTheAnswer_isFailed() {
    WebFilterChain reading = e -> e.getRequest().getBody().then(Mono.never());

    counter.filter(exchange, reading).subscribe().dispose();

    assertThat(counts()).isEqualTo(Map.of("success", 0.0, "failed", 1.0, "rejected", 0.0));
  }

  @Test
  void clientGoneAfterTheAnswer_isNotCountedAgain() {
    WebFilterChain answeredThenSilent =
        e -> answering(201).filter(e).then(e.getResponse().setComplete()).then(Mono.never());

    counter.filter(exchange, answeredThenSilent).subscribe().dispose();

    assertThat(counts()).isEqualTo(Map.of("success", 1.0, "failed", 0.0, "rejected", 0.0));
  }

  @ParameterizedTest
  @CsvSource({"GET, /orders", "POST, /orders/1/cancellation", "POST, /ordersx"})
  void anythingElse_isNotCounted(String method, String path) {
    MockServerWebExchange other =
        MockServerWebExchange.from(
            MockServerHttpRequest.method(
                org.springframework.http.HttpMethod.valueOf(method), path));

    StepVerifier.create(
            counter.filter(other, answering(200)).then(other.getResponse().setComplete()))
        .expectComplete()
        .verify(SOON);

    assertThat(counts().values()).containsOnly(0.0);
  }

  private static WebFilterChain answering(int status) {
    return e -> {
      e.getResponse().setStatusCode(HttpStatusCode.valueOf(status));
      return Mono.empty();
    };
  }

  private Map<String, Double> counts() {
    return Map.of(
        "success", count("success"), "failed", count("failed"), "rejected", count("rejected"));
  }

  private double count(String status) {
    return meters.get("order.creation").tag("status", status).counter().count();
  }
}
