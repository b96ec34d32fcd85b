package dev.nines.autoconfigure.database;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The database cannot be used now: 503, with the advice to come back in a second. */
public final class DatabaseUnavailableException extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  DatabaseUnavailableException(Throwable cause) {
    super(HttpStatus.SERVICE_UNAVAILABLE, cause);
    setDetail("The database cannot be reached. Nothing is known to have been stored. Try again.");
    getHeaders().set(HttpHeaders.RETRY_AFTER, "1");
  }
}
