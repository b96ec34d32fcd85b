package dev.nines.gateway.problem;

import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/**
 * What an exception in the gateway means to the client.
 *
 * @param detail a sentence that names nothing of our insides
 * @param headers such as {@code Retry-After} and {@code Allow}
 */
record Failure(HttpStatusCode status, String detail, HttpHeaders headers) {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final String LATE = "The service behind did not answer in time.";

  /**
   * Reads the exception.
   *
   * @param pause how long an open breaker lets nobody through
   */
  static Failure of(Throwable error, Duration pause) {
    return switch (error) {
      case CallNotPermittedException _ ->
          unavailable("The service behind is failing and is given a pause.", pause);
      case BulkheadFullException _ -> unavailable("Too many requests are waiting.", SOON);
      case PoolAcquireTimeoutException _ -> unavailable("Too many requests are waiting.", SOON);
      case PoolAcquirePendingLimitException _ ->
          unavailable("Too many requests are waiting.", SOON);
      case TimeoutException _ -> unavailable(LATE, SOON);
      case ReadTimeoutException _ -> unavailable(LATE, SOON);
      case IOException _ -> unavailable("The service behind cannot be reached.", SOON);
      case ErrorResponse e -> new Failure(e.getStatusCode(), detail(e), e.getHeaders());
      default ->
          new Failure(
              HttpStatus.INTERNAL_SERVER_ERROR,
              "Something went wrong on our side. Try again.",
              HttpHeaders.EMPTY);
    };
  }

  Problem problem(String instance) {
    @Nullable HttpStatus known = HttpStatus.resolve(status.value());
    String title = known == null ? "Status " + status.value() : known.getReasonPhrase();
    return new Problem(title, status.value(), detail, instance);
  }

  private static Failure unavailable(String detail, Duration wait) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
    return new Failure(HttpStatus.SERVICE_UNAVAILABLE, detail, headers);
  }

  private static String detail(ErrorResponse e) {
    @Nullable String detail = e.getBody().getDetail();
    return switch (e.getStatusCode().value()) {
      case 404 -> "There is nothing here.";
      case 413 -> "The body is too large.";
      default -> detail == null ? "The request cannot be answered." : detail;
    };
  }
}
