package dev.nines.autoconfigure.mtls;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalTests {
  @ParameterizedTest
  @MethodSource("failures")
  void reason_isReadFromWhatTheJdkSays(Throwable failure, Refusal reason) {
    assertThat(Refusal.of(new io.netty.handler.codec.DecoderException(failure))).isEqualTo(reason);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(
            new SSLHandshakeException("(certificate_required) Empty client certificate chain"),
            Refusal.NO_CERTIFICATE),
        Arguments.of(
            new SSLHandshakeException(
                "(certificate_unknown) PKIX path building failed:"
                    + " unable to find valid certification path to requested target"),
            Refusal.UNKNOWN_CA),
        Arguments.of(
            new SSLHandshakeException(
                "(certificate_unknown) PKIX path validation failed:"
                    + " Path does not chain with any of the trust anchors"),
            Refusal.UNKNOWN_CA),
        Arguments.of(
            handshake(
                "(certificate_expired) PKIX path validation failed",
                new CertPathValidatorException(
                    "validity check failed", new CertificateExpiredException("NotAfter"))),
            Refusal.EXPIRED),
        Arguments.of(
            handshake(
                "(certificate_unknown) PKIX path validation failed",
                new CertificateNotYetValidException("NotBefore")),
            Refusal.NOT_YET_VALID),
        Arguments.of(
            new SSLHandshakeException(
                "(certificate_unknown) Received fatal alert: certificate_unknown"),
            Refusal.REFUSED_US),
        Arguments.of(
            new SSLHandshakeException("(bad_certificate) Received fatal alert: bad_certificate"),
            Refusal.REFUSED_US),
        Arguments.of(new NotSslRecordException("not an SSL/TLS record"), Refusal.NO_TLS),
        Arguments.of(
            new SSLHandshakeException("(handshake_failure) no cipher suites in common"),
            Refusal.OTHER));
  }

  private static SSLHandshakeException handshake(String message, Throwable cause) {
    SSLHandshakeException failure = new SSLHandshakeException(message);
    failure.initCause(cause);
    return failure;
  }
}
