package dev.nines.autoconfigure.identity;

import java.io.Serial;

/** A service without {@code spring.application.name} was started. */
final class NamelessServiceException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  NamelessServiceException() {
    super("spring.application.name must name the service, was: blank");
  }
}
