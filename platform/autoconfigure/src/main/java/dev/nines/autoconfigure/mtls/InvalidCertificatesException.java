package dev.nines.autoconfigure.mtls;

import java.io.Serial;

/** The folder's files are no certificate that a service can show. */
final class InvalidCertificatesException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  InvalidCertificatesException(String message) {
    super(message);
  }

  InvalidCertificatesException(String message, Throwable cause) {
    super(message, cause);
  }
}
