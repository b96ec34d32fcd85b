package dev.nines.autoconfigure.security;

import java.io.Serial;

/** A service was started that could not tell a good token from a bad one. */
final class NoIssuerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String action;

  NoIssuerException(String message, String action) {
    super(message);
    this.action = action;
  }

  String action() {
    return action;
  }
}
