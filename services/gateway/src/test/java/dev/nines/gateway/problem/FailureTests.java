package dev.nines.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.springframework.web.server.ResponseStatusException;

class FailureTests {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  static Stream<Throwable> noAnswers() {
    return Stream.of(
        new ConnectException("refused: /10.0.0.1:8081"),
        new TimeoutException(),
        ReadTimeoutException.INSTANCE);
  }

  @ParameterizedTest
  @MethodSource("noAnswers")
  void noAnswer_isUnavailableAndSaysWhenToComeBack(Throwable error) {
    Failure failure = Failure.of(error, PAUSE);

    assertThat(failure.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(failure.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
    assertThat(failure.detail()).doesNotContain("10.0.0.1");
  }

  @Test
  void openBreaker_asksForItsPause() {
    CircuitBreaker breaker = CircuitBreaker.ofDefaults("order");

    Failure failure =
        Failure.of(CallNotPermittedException.createCallNotPermittedException(breaker), PAUSE);

    assertThat(failure.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
    assertThat(failure.headers().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
  }

  @Test
  void unknownError_isOursAndTellsNothing() {
    Failure failure = Failure.of(new IllegalStateException("secret"), PAUSE);

    assertThat(failure.status()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
    assertThat(failure.detail()).doesNotContain("secret");
  }

  @Test
  void statusWithoutName_hasATitleNevertheless() {
    Problem problem =
        Failure.of(new ResponseStatusException(HttpStatus.valueOf(404)), PAUSE).problem("/x");

    assertThat(problem).isEqualTo(new Problem("Not Found", 404, "There is nothing here.", "/x"));
  }
}
