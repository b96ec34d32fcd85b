package dev.nines.autoconfigure.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Gets one URL and says by its exit status whether the answer was 200: 0 if so, 1 if it was another
 * or none, 2 if it was called wrongly. With {@code NINES_MTLS_FOLDER} it asks over TLS and shows
 * the service's own certificate. Needs nothing but {@code java.base}, so that it starts in a tenth
 * of a second, and is one class, so that an image needs no more of this module.
 */
public final class HealthProbe {
  private static final int TIMEOUT_MILLIS = 2_000;
  private static final char[] NO_PASSWORD = new char[0];

  private HealthProbe() {}

  /**
   * Asks once.
   *
   * @param arguments the URL, such as {@code http://127.0.0.1:9081/actuator/health/readiness}
   */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("Give one URL, as in http://127.0.0.1:9081/actuator/health/readiness");
      System.exit(2);
    }
    String folder = System.getenv().getOrDefault("NINES_MTLS_FOLDER", "");
    System.exit(answersOk(URI.create(arguments[0]), folder.strip()) ? 0 : 1);
  }

  /**
   * Asks once.
   *
   * @param folder of the service's certificate; empty if it has none
   */
  public static boolean answersOk(URI url, String folder) {
    try {
      HttpURLConnection connection = folder.isEmpty() ? open(url) : open(url, Path.of(folder));
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      int status = connection.getResponseCode();
      System.out.println(url + " answered " + status);
      return status == HttpURLConnection.HTTP_OK;
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      System.out.println(url + " did not answer: " + e.getMessage());
      return false;
    }
  }

  private static HttpURLConnection open(URI url) throws IOException {
    return (HttpURLConnection) url.toURL().openConnection();
  }

  private static HttpURLConnection open(URI url, Path folder)
      throws IOException, GeneralSecurityException {
    URI secure = URI.create(url.toString().replaceFirst("^http:", "https:"));
    var connection = (HttpsURLConnection) open(secure);
    connection.setSSLSocketFactory(context(folder).getSocketFactory());
    // It asks its own host, whose address no certificate need have.
    connection.setHostnameVerifier((_, _) -> true);
    return connection;
  }

  private static SSLContext context(Path folder) throws IOException, GeneralSecurityException {
    Certificate[] chain = certificates(folder.resolve("tls.crt"));
    KeyStore own = empty();
    own.setKeyEntry("own", key(folder.resolve("tls.key"), chain[0]), NO_PASSWORD, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, NO_PASSWORD);
    KeyStore trusted = empty();
    Certificate[] authorities = certificates(folder.resolve("ca.crt"));
    for (int i = 0; i < authorities.length; i++) {
      trusted.setCertificateEntry("ca" + i, authorities[i]);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static Certificate[] certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(in)
          .toArray(Certificate[]::new);
    }
  }

  /** In PKCS #8 only, which is all that the JDK reads by itself. */
  private static PrivateKey key(Path file, Certificate of)
      throws IOException, GeneralSecurityException {
    String pem = Files.readString(file);
    if (!pem.contains("-----BEGIN PRIVATE KEY-----")) {
      throw new IOException(file + " is no private key in PKCS #8");
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("(?m)^-----.*$", ""));
    return KeyFactory.getInstance(of.getPublicKey().getAlgorithm())
        .generatePrivate(new PKCS8EncodedKeySpec(der));
  }
}
