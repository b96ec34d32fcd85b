package dev.nines.autoconfigure.mtls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.ssl.PemSslBundleProperties;
import org.springframework.boot.autoconfigure.ssl.PropertiesSslBundle;
import org.springframework.boot.ssl.SslBundle;

/**
 * The contents of a folder of certificates, read once: what is checked is what is used.
 *
 * @param certificate {@code tls.crt}: the service's own first, then what links it to its CA
 * @param key {@code tls.key}
 * @param authorities {@code ca.crt}: one CA, or several while one takes over from another
 */
record PemFiles(Path folder, String certificate, String key, String authorities) {
  private static final List<String> PROTOCOLS = List.of("TLSv1.3");

  /**
   * What a service shows and whom it trusts.
   *
   * @param own the service's certificate
   */
  record Identity(SslBundle bundle, X509Certificate own) {}

  /**
   * Reads the folder.
   *
   * @throws InvalidCertificatesException if a file is missing or no PEM
   */
  static PemFiles read(Path folder) {
    return new PemFiles(
        folder, pem(folder, "tls.crt"), pem(folder, "tls.key"), pem(folder, "ca.crt"));
  }

  private static String pem(Path folder, String name) {
    Path file = folder.resolve(name);
    try {
      String text = Files.readString(file);
      if (!text.contains("-----BEGIN ")) {
        throw new InvalidCertificatesException(file + " is not PEM.");
      }
      return text;
    } catch (IOException e) {
      String why = Files.exists(file) ? " cannot be read." : " does not exist.";
      throw new InvalidCertificatesException(file + why, e);
    }
  }

  /**
   * Makes a bundle of them.
   *
   * @throws InvalidCertificatesException if they do not fit each other or are out of date
   */
  Identity identity(Clock clock) {
    PemSslBundleProperties properties = new PemSslBundleProperties();
    properties.getKeystore().setCertificate(certificate);
    properties.getKeystore().setPrivateKey(key);
    properties.getKeystore().setVerifyKeys(true);
    properties.getTruststore().setCertificate(authorities);
    properties.getOptions().setEnabledProtocols(Set.copyOf(PROTOCOLS));
    try {
      SslBundle bundle = PropertiesSslBundle.get(properties);
      bundle.createSslContext();
      X509Certificate own = own(bundle);
      own.checkValidity(Date.from(clock.instant()));
      return new Identity(bundle, own);
    } catch (CertificateExpiredException e) {
      throw new InvalidCertificatesException(file() + " has expired: " + e.getMessage() + ".", e);
    } catch (CertificateNotYetValidException e) {
      throw new InvalidCertificatesException(
          file() + " is not valid yet: " + e.getMessage() + ".", e);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new InvalidCertificatesException(
          "The files in " + folder + " are no certificate with its key: " + deepest(e) + ".", e);
    }
  }

  private Path file() {
    return folder.resolve("tls.crt");
  }

  private static X509Certificate own(SslBundle bundle) throws GeneralSecurityException {
    KeyStore store = bundle.getStores().getKeyStore();
    if (store != null) {
      for (String alias : Collections.list(store.aliases())) {
        if (store.getCertificate(alias) instanceof X509Certificate certificate) {
          return certificate;
        }
      }
    }
    throw new GeneralSecurityException("no certificate in tls.crt");
  }

  private static String deepest(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return String.valueOf(deepest.getMessage()).replaceFirst("\\.$", "");
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "PEM files in " + folder;
  }
}
