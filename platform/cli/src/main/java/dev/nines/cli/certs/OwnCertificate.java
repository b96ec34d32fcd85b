package dev.nines.cli.certs;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * This program's certificate, shown on every HTTPS connection it opens; read again when it was
 * renewed. Thread-safe.
 */
public final class OwnCertificate extends SSLSocketFactory {
  private static final char[] NO_PASSWORD = new char[0];

  private final Path folder;
  private @Nullable SSLSocketFactory current;
  private @Nullable FileTime read;

  private OwnCertificate(Path folder) {
    this.folder = folder;
  }

  /** Shows the one in {@code folder} from now on. */
  public static void show(Path folder) {
    HttpsURLConnection.setDefaultSSLSocketFactory(new OwnCertificate(folder));
  }

  private synchronized SSLSocketFactory current() {
    try {
      FileTime written = Files.getLastModifiedTime(folder.resolve("tls.crt"));
      SSLSocketFactory known = current;
      if (known == null || !written.equals(read)) {
        known = context().getSocketFactory();
        current = known;
        read = written;
      }
      return known;
    } catch (IOException | GeneralSecurityException e) {
      throw new Refusal(
          "The certificate in %s can't be used: %s. Run ./nines certs --renew."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, NO_PASSWORD);
    own.setKeyEntry("own", key(), NO_PASSWORD, new Certificate[] {certificate("tls.crt")});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, NO_PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, NO_PASSWORD);
    trusted.setCertificateEntry("ca", certificate("ca.crt"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private Certificate certificate(String name) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  private PrivateKey key() throws IOException, GeneralSecurityException {
    String pem = Files.readString(folder.resolve("tls.key"));
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("(?m)^-----.*$", ""));
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return current().getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return current().getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket() throws IOException {
    return current().createSocket();
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    return current().createSocket(socket, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return current().createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return current().createSocket(host, port, from, fromPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return current().createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return current().createSocket(host, port, from, fromPort);
  }
}
