package dev.nines.gateway.problem;

import dev.nines.autoconfigure.problem.ProblemTranslator;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
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
  public Throwable translate(Throwable error) {
    return switch (error) {
      case CallNotPermittedException e ->
          unavailable("The service behind is failing and is given a pause.", pause, e);
      case BulkheadFullException e -> unavailable(FULL, SOON, e);
      case PoolAcquireTimeoutException e -> unavailable(FULL, SOON, e);
      case PoolAcquirePendingLimitException e -> unavailable(FULL, SOON, e);
      case TimeoutException e -> unavailable(LATE, SOON, e);
      case ReadTimeoutException e -> unavailable(LATE, SOON, e);
      case IOException e -> unavailable("The service behind cannot be reached.", SOON, e);
      default -> error;
    };
  }

  private static ErrorResponseException unavailable(String detail, Duration wait, Throwable cause) {
    HttpStatus status = HttpStatus.SERVICE_UNAVAILABLE;
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    ErrorResponseException told = new ErrorResponseException(status, problem, cause);
    told.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
    return told;
  }
}
