package dev.nines.autoconfigure.deadline;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The time that the caller waits is over: 504, and no retry would be in time either. */
public final class DeadlineExceededException extends ResponseStatusException {
  static final String MESSAGE = "The time that the caller waits is over.";

  private static final long serialVersionUID = 1L;

  public DeadlineExceededException() {
    super(HttpStatus.GATEWAY_TIMEOUT, MESSAGE);
  }

  /** Thrown by the thousand when all is late, and only ever at the same places. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
