package dev.nines.autoconfigure.slo;

import dev.nines.slo.model.Problem;
import java.io.Serial;
import java.util.List;

/** SLO files with mistakes: the service does not start on half a promise. */
final class RejectedSloFilesException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  RejectedSloFilesException(List<Problem> problems) {
    super("SLO files must hold no mistake, was: " + problems);
    this.problems = List.copyOf(problems);
  }

  List<Problem> problems() {
    return problems;
  }
}
