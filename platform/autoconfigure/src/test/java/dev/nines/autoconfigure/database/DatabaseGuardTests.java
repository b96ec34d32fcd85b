package dev.nines.autoconfigure.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.deadline.Deadline;
import dev.nines.autoconfigure.deadline.DeadlineExceededException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.StepVerifierOptions;
import reactor.util.context.Context;

class DatabaseGuardTests {
  static Stream<Throwable> absences() {
    return Stream.of(
        new ConnectException("refused"),
        new TimeoutException(),
        new R2dbcTimeoutException("pool"),
        new R2dbcNonTransientResourceException("gone", "57P01"),
        new R2dbcTransientResourceException("starting", "57P03"),
        new DataAccessResourceFailureException(
            "spring", new R2dbcNonTransientResourceException("too many", "53300")));
  }

  @ParameterizedTest
  @MethodSource("absences")
  void absence_isUnavailable(Throwable error) {
    assertThat(DatabaseGuard.isUnavailable(error)).isTrue();
  }

  @Test
  void faultOfOurs_isNot() {
    assertThat(DatabaseGuard.isUnavailable(new IllegalStateException())).isFalse();
    assertThat(
            DatabaseGuard.isUnavailable(new R2dbcDataIntegrityViolationException("twice", "23505")))
        .isFalse();
  }

  @Test
  void work_isNotBegunBeforeTheSchemaIsThere() {
    DatabaseGuard guard = new DatabaseGuard(() -> false, Duration.ofSeconds(1));

    StepVerifier.create(guard.guard(Mono.error(new AssertionError("begun"))))
        .expectError(DatabaseUnavailableException.class)
        .verify(Duration.ofSeconds(5));
  }

  @Test
  void work_isNotBegunWhenNobodyWaitsAnyMore() {
    StepVerifier.create(
            guard(Duration.ofHours(1)).guard(Mono.error(new AssertionError("begun"))),
            withDeadline(Duration.ofSeconds(-1)))
        .expectError(DeadlineExceededException.class)
        .verify(Duration.ofSeconds(5));
  }

  @Test
  void work_endsWithTheCallersTime_ifThatIsShorter() {
    StepVerifier.create(
            guard(Duration.ofHours(1)).guard(Mono.never()), withDeadline(Duration.ofMillis(20)))
        .expectError(DeadlineExceededException.class)
        .verify(Duration.ofSeconds(5));
    StepVerifier.create(
            guard(Duration.ofMillis(20)).guard(Mono.never()), withDeadline(Duration.ofHours(1)))
        .expectError(DatabaseUnavailableException.class)
        .verify(Duration.ofSeconds(5));
  }

  @Test
  void absenceInTime_isUnavailableAlsoWithADeadline() {
    StepVerifier.create(
            guard(Duration.ofHours(2)).guard(Mono.error(new ConnectException("refused"))),
            withDeadline(Duration.ofHours(1)))
        .expectError(DatabaseUnavailableException.class)
        .verify(Duration.ofSeconds(5));
  }

  private static DatabaseGuard guard(Duration timeout) {
    return new DatabaseGuard(() -> true, timeout);
  }

  private static StepVerifierOptions withDeadline(Duration time) {
    return StepVerifierOptions.create()
        .withInitialContext(Context.of(Deadline.class, Deadline.in(time)));
  }
}
