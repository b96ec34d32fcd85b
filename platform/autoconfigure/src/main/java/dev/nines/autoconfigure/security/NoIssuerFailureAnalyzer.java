package dev.nines.autoconfigure.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains {@link NoIssuerException}. */
final class NoIssuerFailureAnalyzer extends AbstractFailureAnalyzer<NoIssuerException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, NoIssuerException cause) {
    return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
  }
}
