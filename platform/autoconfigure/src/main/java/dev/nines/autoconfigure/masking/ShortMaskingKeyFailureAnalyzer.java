package dev.nines.autoconfigure.masking;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains {@link ShortMaskingKeyException}. */
final class ShortMaskingKeyFailureAnalyzer
    extends AbstractFailureAnalyzer<ShortMaskingKeyException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ShortMaskingKeyException cause) {
    return new FailureAnalysis(
        cause.getMessage() + ". With a short key, whoever reads a hash can find its value.",
        "Set 'nines.masking.key' to a long random text, such as the output of 'openssl rand -hex"
            + " 32', or leave it out.",
        cause);
  }
}
