package dev.nines.cli.tools;

/** A source that can't give what it was asked for; the message says why. */
final class Unavailable extends Exception {
  private static final long serialVersionUID = 1;

  Unavailable(String message) {
    super(message);
  }

  Unavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
