package dev.nines.order.idempotency;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The key stands for another request already. */
public final class KeyReusedException extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  /** For a key that came with another body before. */
  public KeyReusedException() {
    super(HttpStatus.UNPROCESSABLE_CONTENT);
    setDetail(
        "This "
            + IdempotencyKey.HEADER
            + " was used for another request. Use a new one for each order.");
  }
}
