package dev.nines.autoconfigure.faults;

import java.io.Serial;

/**
 * The error of a request that a fault hit. Signalled in place of the handler's call, so that the
 * service answers, logs and counts it as it would a failure of its own.
 */
public final class InjectedFaultException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  InjectedFaultException() {
    super("injected fault", null, false, false);
  }
}
