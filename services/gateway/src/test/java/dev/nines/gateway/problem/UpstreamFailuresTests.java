package dev.nines.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.netty.handler.timeout.ReadTimeoutException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponse;

class UpstreamFailuresTests {
  private final UpstreamFailures failures = new UpstreamFailures(Duration.ofSeconds(5));

  static Stream<Throwable> noAnswers() {
    return Stream.of(
        new ConnectException("refused: /10.0.0.1:8081"),
        new TimeoutException(),
        ReadTimeoutException.INSTANCE,
        BulkheadFullException.createBulkheadFullException(Bulkhead.ofDefaults("order")));
  }

  @ParameterizedTest
  @MethodSource("noAnswers")
  void noAnswer_isUnavailableAndSaysWhenToComeBack(Throwable error) {
    ErrorResponse told = told(error);

    assertThat(told.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(told.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
    assertThat(told.getBody().getDetail()).doesNotContain("10.0.0.1").endsWith(".");
  }

  @Test
  void openBreaker_asksForItsPause() {
    CircuitBreaker breaker = CircuitBreaker.ofDefaults("order");

    ErrorResponse told = told(CallNotPermittedException.createCallNotPermittedException(breaker));

    assertThat(told.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(told.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
  }

  @Test
  void errorThatIsNotOfAServiceBehind_isLeftToOthers() {
    Throwable error = new IllegalStateException("secret");

    assertThat(failures.translate(error)).isEmpty();
  }

  private ErrorResponse told(Throwable error) {
    return failures.translate(error).orElseThrow();
  }
}
