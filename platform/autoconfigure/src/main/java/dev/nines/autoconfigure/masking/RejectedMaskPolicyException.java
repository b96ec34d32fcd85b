package dev.nines.autoconfigure.masking;

import dev.nines.slo.model.Problem;
import java.io.Serial;
import java.util.List;

/** A policy with mistakes at start: the service does not start with less hidden than was asked. */
final class RejectedMaskPolicyException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  RejectedMaskPolicyException(List<Problem> problems) {
    super("a mask policy must hold no mistake, was: " + problems);
    this.problems = List.copyOf(problems);
  }

  List<Problem> problems() {
    return problems;
  }
}
