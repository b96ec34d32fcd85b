package dev.nines.autoconfigure.mtls;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains {@link InvalidCertificatesException}. */
final class InvalidCertificatesFailureAnalyzer
    extends AbstractFailureAnalyzer<InvalidCertificatesException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, InvalidCertificatesException cause) {
    return new FailureAnalysis(
        "The certificates of 'nines.mtls.folder' cannot be used. " + cause.getMessage(),
        "Put tls.crt (the service's certificate and what links it to the CA), tls.key (its private key)"
            + " and ca.crt (the CAs to trust) there, in PEM form. For development, ./nines certs makes"
            + " them. Without 'nines.mtls.folder' there is no mTLS.",
        cause);
  }
}
