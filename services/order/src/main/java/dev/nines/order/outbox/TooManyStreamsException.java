package dev.nines.order.outbox;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** As many streams are open as may be: 503, to be asked again later. */
final class TooManyStreamsException extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  TooManyStreamsException() {
    super(HttpStatus.SERVICE_UNAVAILABLE);
    setDetail("Too many event streams are open.");
    getHeaders().set(HttpHeaders.RETRY_AFTER, "5");
  }
}
