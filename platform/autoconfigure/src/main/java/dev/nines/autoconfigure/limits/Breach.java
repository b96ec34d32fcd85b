package dev.nines.autoconfigure.limits;

import dev.nines.autoconfigure.refusal.Refusal;
import org.springframework.http.HttpStatus;

/** What a client did that it may not, and the answer it gets. */
enum Breach {
  MALFORMED(HttpStatus.BAD_REQUEST, "This is no HTTP request."),
  SLOW(HttpStatus.REQUEST_TIMEOUT, "The request did not arrive in time."),
  BODY(HttpStatus.CONTENT_TOO_LARGE, "The body is too large."),
  LINE(HttpStatus.URI_TOO_LONG, "The request line is too long."),
  HEADERS(
      HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "The header fields are too many or too long."),
  CONNECTIONS(HttpStatus.SERVICE_UNAVAILABLE, "There are too many connections.");

  @SuppressWarnings(
      "ImmutableEnumChecker") // A refusal is immutable; only its array of bytes hides that.
  private final Refusal refusal;

  Breach(HttpStatus status, String detail) {
    this.refusal = Refusal.of(status, detail);
  }

  Refusal refusal() {
    return refusal;
  }
}
