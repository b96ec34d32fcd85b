package dev.nines.order.outbox;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** No event can have had this id. */
final class UnknownPositionException extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  UnknownPositionException() {
    super(HttpStatus.BAD_REQUEST);
    setDetail(
        "Last-Event-ID must be the id of an event such as 745-12, or 0-0 for the oldest one.");
  }
}
