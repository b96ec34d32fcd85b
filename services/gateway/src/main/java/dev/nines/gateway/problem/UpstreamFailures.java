package dev.nines.gateway.problem;

import dev.nines.autoconfigure.problem.ProblemTranslator;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** A service behind that fails, is late, full or gone is a 503 that says when to come back. */
@Component
final class UpstreamFailures implements ProblemTranslator {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String FULL = "Too many requests are waiting.";
  private static final String LATE = "The service behind did not answer in time.";

  private final Duration pause;

  /**
   * Tells clients of an open breaker to come back when it lets somebody through again.
   *
   * @param pause how long it lets nobody through
   */
  UpstreamFailures(@Value("${gateway.upstream.breaker.pause:5s}") Duration pause) {
    this.pause = pause;
  }

  @Override
  public Optional<ErrorResponse> translate(Throwable error) {
    return switch (error) {
      case CallNotPermittedException _ ->
          unavailable(error, "The service behind is failing and is given a pause.", pause);
      case BulkheadFullException _ -> unavailable(error, FULL, SOON);
      case PoolAcquireTimeoutException _ -> unavailable(error, FULL, SOON);
      case PoolAcquirePendingLimitException _ -> unavailable(error, FULL, SOON);
      case TimeoutException _ -> unavailable(error, LATE, SOON);
      case ReadTimeoutException _ -> unavailable(error, LATE, SOON);
      case IOException _ -> unavailable(error, "The service behind cannot be reached.", SOON);
      default -> Optional.empty();
    };
  }

  private static Optional<ErrorResponse> unavailable(
      Throwable cause, String detail, Duration wait) {
    return Optional.of(
        ErrorResponse.builder(cause, HttpStatus.SERVICE_UNAVAILABLE, detail)
            .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())))
            .build());
  }
}
