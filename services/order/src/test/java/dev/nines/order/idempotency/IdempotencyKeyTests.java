package dev.nines.order.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Principal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class IdempotencyKeyTests {
  private static final Duration SOON = Duration.ofSeconds(5);

  @ParameterizedTest
  @ValueSource(strings = {"a", "!", "~", "8e03978e-40d5-43e8-bc93-6894a57f9324", "\"quoted\""})
  void visibleAscii_isAKey(String value) {
    StepVerifier.create(IdempotencyKey.of(exchange(value)))
        .expectNext(new IdempotencyKey("", value))
        .expectComplete()
        .verify(SOON);
  }

  @Test
  void length_isBounded() {
    assertThat(new IdempotencyKey("", "x".repeat(255)).value()).hasSize(255);
    invalid("x".repeat(256));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\t", "\u007f", "ä", "a\u0000"})
  void anythingElse_is400(String value) {
    invalid(value);
  }

  @Test
  void twoKeys_are400() {
    invalid("a", "b");
  }

  @Test
  void noHeader_isNoKey() {
    StepVerifier.create(IdempotencyKey.of(exchange())).expectComplete().verify(SOON);
  }

  @Test
  void key_belongsToWhoeverIsAuthenticated() {
    Principal principal = () -> "alice";
    ServerWebExchange authenticated =
        exchange("k").mutate().principal(Mono.just(principal)).build();

    StepVerifier.create(IdempotencyKey.of(authenticated))
        .expectNext(new IdempotencyKey("alice", "k"))
        .expectComplete()
        .verify(SOON);
  }

  private static void invalid(String... values) {
    StepVerifier.create(IdempotencyKey.of(exchange(values)))
        .expectErrorSatisfies(error ->
            assertThat(error)
                .isInstanceOfSatisfying(
                    InvalidIdempotencyKeyException.class,
                    invalid -> assertThat(invalid.getStatusCode().value()).isEqualTo(400)))
        .verify(SOON);
  }

  private static ServerWebExchange exchange(String... values) {
    return MockServerWebExchange.from(
        MockServerHttpRequest.post("/orders").header(IdempotencyKey.HEADER, values));
  }
}
