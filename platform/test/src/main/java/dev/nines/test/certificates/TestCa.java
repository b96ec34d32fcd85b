package dev.nines.test.certificates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A CA of the JDK's own making, for real certificates in real files. */
public final class TestCa {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path store;
  private int issued;

  /** Makes one whose keys are kept in a folder. */
  public TestCa(Path folder) {
    this.store = folder.resolve("ca.p12");
    keytool("ca", "CN=Test CA", "-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign");
  }

  /**
   * A certificate by this CA.
   *
   * @param options keytool's, such as {@code -startdate}
   */
  public Issued issue(String name, String... options) {
    return issueFor("dns:" + name + ",dns:localhost,ip:127.0.0.1", name, options);
  }

  /**
   * One that is good for these hosts only.
   *
   * @param hosts as keytool has them, such as {@code dns:elsewhere.example}
   */
  public Issued issueFor(String hosts, String name, String... options) {
    String alias = name + "-" + ++issued;
    List<String> all = new ArrayList<>(List.of("-signer", "ca", "-ext", "san=" + hosts));
    all.addAll(Arrays.asList(options));
    keytool(alias, "CN=" + name + ",O=Test", all.toArray(String[]::new));
    try {
      KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
      return new Issued(
          keys.getCertificate(alias), keys.getKey(alias, PASSWORD), keys.getCertificate("ca"));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keytool(String alias, String name, String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                alias,
                "-dname",
                name,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
    command.addAll(Arrays.asList(options));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A certificate with its key, and the CA's. */
  public record Issued(Certificate certificate, Key key, Certificate authority) {
    public X509Certificate x509() {
      return (X509Certificate) certificate;
    }

    public X509Certificate x509Authority() {
      return (X509Certificate) authority;
    }

    public PrivateKey privateKey() {
      return (PrivateKey) key;
    }

    /** As cert-manager writes them: three files, one after another. */
    public Path writeTo(Path folder) {
      try {
        Files.createDirectories(folder);
        replace(folder.resolve("tls.key"), pem("PRIVATE KEY", key.getEncoded()));
        replace(folder.resolve("tls.crt"), pem("CERTIFICATE", certificate.getEncoded()));
        replace(folder.resolve("ca.crt"), pem("CERTIFICATE", authority.getEncoded()));
        return folder;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    /** A client that shows it and trusts its CA. */
    public SSLContext context() {
      return context(authority);
    }

    /** A client that shows it and trusts another CA. */
    public SSLContext context(Certificate trusted) {
      try {
        KeyStore own = empty();
        own.setKeyEntry("own", key, PASSWORD, new Certificate[] {certificate});
        KeyManagerFactory keys =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        return TestCa.context(keys, trusted);
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    /** A client that trusts its CA and has nothing to show. */
    public SSLContext contextWithout() {
      try {
        return TestCa.context(null, authority);
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static SSLContext context(@Nullable KeyManagerFactory keys, Certificate trusted)
      throws IOException, GeneralSecurityException {
    KeyStore others = empty();
    others.setCertificateEntry("ca", trusted);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(others);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    return store;
  }

  /** Writes a file so that nobody sees half of it. */
  public static void replace(Path file, String text) throws IOException {
    Path half = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(half, text);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String pem(String what, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(what, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), what);
  }
}
