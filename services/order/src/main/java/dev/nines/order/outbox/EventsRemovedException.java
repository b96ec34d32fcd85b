package dev.nines.order.outbox;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Events after the reader's position are no longer there: 410, never a gap in silence. */
final class EventsRemovedException extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  EventsRemovedException(Position removed) {
    super(HttpStatus.GONE);
    setDetail(
        "Events up to " + removed + " have been removed. Read the orders, and go on after that.");
  }
}
