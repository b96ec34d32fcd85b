package dev.nines.autoconfigure.mtls;

import io.netty.handler.ssl.NotSslRecordException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a peer could not connect. */
enum Refusal {
  NO_CERTIFICATE("it showed no certificate"),
  EXPIRED("its certificate has expired"),
  NOT_YET_VALID("its certificate is not valid yet"),
  UNKNOWN_CA("its certificate is not by our CA"),
  WRONG_NAME("its certificate is another's"),
  REFUSED_US("it does not trust our certificate"),
  NO_TLS("it speaks no TLS"),
  OTHER("the handshake failed");

  private static final Pattern OF_US =
      Pattern.compile("fatal alert: (certificate_|bad_certificate|unknown_ca)");

  private final String words;

  Refusal(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Reads what the JDK says of a failed handshake, for which it has few types and many words. */
  static Refusal of(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      switch (cause) {
        case CertificateExpiredException _ -> {
          return EXPIRED;
        }
        case CertificateNotYetValidException _ -> {
          return NOT_YET_VALID;
        }
        case NotSslRecordException _ -> {
          return NO_TLS;
        }
        default -> {
          if (message.contains("Empty client certificate chain")
              || message.contains("Empty server certificate chain")) {
            return NO_CERTIFICATE;
          }
          if (message.contains("unable to find valid certification path")
              || message.contains("Path does not chain with any of the trust anchors")
              || message.contains("signature check failed")) {
            return UNKNOWN_CA;
          }
          if (OF_US.matcher(message).find()) {
            return REFUSED_US;
          }
        }
      }
    }
    return OTHER;
  }
}
