package dev.nines.autoconfigure.identity;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains {@link NamelessServiceException}. */
final class NamelessServiceFailureAnalyzer
    extends AbstractFailureAnalyzer<NamelessServiceException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, NamelessServiceException cause) {
    return new FailureAnalysis(
        "The service has no name: 'spring.application.name' is not set. Metrics, logs, traces and"
            + " SLOs all find a service by its name.",
        "Set 'spring.application.name' in src/main/resources/application.yaml.",
        cause);
  }
}
