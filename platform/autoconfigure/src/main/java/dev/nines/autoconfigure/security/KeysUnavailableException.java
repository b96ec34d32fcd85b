package dev.nines.autoconfigure.security;

import java.io.Serial;
import org.springframework.security.oauth2.jwt.JwtException;

/** No key of the issuer's can be had, so no token can be judged: our fault, not the caller's. */
final class KeysUnavailableException extends JwtException {
  @Serial private static final long serialVersionUID = 1L;

  private static final String MESSAGE = "the issuer's public keys cannot be had";

  KeysUnavailableException() {
    super(MESSAGE);
  }

  KeysUnavailableException(Throwable cause) {
    super(MESSAGE, cause);
  }
}
