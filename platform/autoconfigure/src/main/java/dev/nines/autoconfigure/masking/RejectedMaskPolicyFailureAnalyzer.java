package dev.nines.autoconfigure.masking;

import dev.nines.slo.model.Problem;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lists every mistake in the policy, each with its place. */
final class RejectedMaskPolicyFailureAnalyzer
    extends AbstractFailureAnalyzer<RejectedMaskPolicyException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, RejectedMaskPolicyException cause) {
    String problems =
        cause.problems().stream()
            .map(Problem::toString)
            .collect(Collectors.joining("\n    ", "\n\n    ", ""));
    return new FailureAnalysis(
        "The mask policy cannot be used:" + problems,
        "Correct each line above in the file that 'nines.masking.policy' names and start the"
            + " service again.",
        cause);
  }
}
