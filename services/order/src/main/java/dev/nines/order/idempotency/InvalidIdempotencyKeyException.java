package dev.nines.order.idempotency;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The header is there and says nothing that can be a key. */
final class InvalidIdempotencyKeyException extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  InvalidIdempotencyKeyException() {
    super(HttpStatus.BAD_REQUEST);
    setDetail(IdempotencyKey.HEADER + " must be given once, as 1 to 255 visible ASCII characters.");
  }
}
