package dev.nines.autoconfigure.slo;

import dev.nines.slo.model.Problem;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lists every mistake in the SLO files, each with its place. */
final class RejectedSloFilesFailureAnalyzer
    extends AbstractFailureAnalyzer<RejectedSloFilesException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, RejectedSloFilesException cause) {
    String problems =
        cause.problems().stream()
            .map(Problem::toString)
            .collect(Collectors.joining("\n    ", "\n\n    ", ""));
    return new FailureAnalysis(
        "The service's SLO files cannot be used:" + problems,
        "Correct each line above in src/main/resources/slo/ and start the service again.",
        cause);
  }
}
