package dev.nines.autoconfigure.slo;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which SLO counts what the service does not have, and which name was probably meant. */
final class MeterMismatchFailureAnalyzer extends AbstractFailureAnalyzer<MeterMismatchException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, MeterMismatchException cause) {
    String facts =
        cause.mismatches().stream()
            .map(mismatch -> mismatch.place() + ": " + mismatch.fact() + ".")
            .collect(Collectors.joining("\n    ", "\n\n    ", ""));
    String fixes =
        cause.mismatches().stream()
            .map(mismatch -> mismatch.place() + ": " + mismatch.fix() + ".")
            .distinct()
            .collect(Collectors.joining("\n    ", "\n\n    ", ""));
    return new FailureAnalysis(
        "SLOs count what this service does not emit, and would never have data:" + facts,
        "Correct the names in src/main/resources/slo/, or register the meter when the service"
            + " starts (in a constructor). A metric that can only appear at its first event"
            + " belongs in 'nines.slo.lazy-metrics'."
            + fixes,
        cause);
  }
}
