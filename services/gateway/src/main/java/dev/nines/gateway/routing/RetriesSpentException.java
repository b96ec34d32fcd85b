package dev.nines.gateway.routing;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The first attempt failed, and there have been too many second ones: 503. */
final class RetriesSpentException extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  RetriesSpentException() {
    super(HttpStatus.SERVICE_UNAVAILABLE);
    setDetail("The service behind is failing too often to be asked again.");
    getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
  }

  /** Thrown by the thousand when all fails, and only ever at the same place. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
