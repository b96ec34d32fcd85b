package dev.nines.order.idempotency;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A request with the same key has not been answered yet: 409, to be asked again in a second. */
public final class RequestInFlightException extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  /** For a key that somebody is just using. */
  public RequestInFlightException() {
    super(HttpStatus.CONFLICT);
    setDetail(
        "A request with this " + IdempotencyKey.HEADER + " is still being worked on. Try again.");
    getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
  }
}
