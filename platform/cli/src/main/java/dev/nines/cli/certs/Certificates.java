package dev.nines.cli.certs;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The local stack's CA and the certificates by it, one folder each: {@code certs/order/tls.crt},
 * {@code tls.key}, {@code ca.crt}. Folders are for their owner only.
 */
public final class Certificates {
  /** Whoever works with the stack from outside: this program. */
  public static final String OPERATOR = "operator";

  public static final String PROMETHEUS = "prometheus";

  private static final List<String> ALWAYS = List.of("gateway", "order", PROMETHEUS, OPERATOR);
  private static final String CA = "ca";
  private static final long CA_DAYS = 3650;
  private static final Duration TOO_SHORT = Duration.ofDays(1);

  private final Path folder;
  private final List<String> names;
  private final Keytool keytool;

  /** Those of the stack without further services. */
  public Certificates(Path home) {
    this(home, List.of());
  }

  /**
   * Those of the stack.
   *
   * @param services beyond order and gateway
   */
  public Certificates(Path home, List<String> services) {
    this.names = Stream.concat(ALWAYS.stream(), services.stream()).toList();
    this.folder = home.resolve("certs");
    this.keytool = new Keytool(folder.resolve("ca.p12"));
  }

  /** Where one's files are; its name is its common name. */
  public Path of(String name) {
    return folder.resolve(name);
  }

  /** All of them; empty if they were not made yet. */
  public List<Certificate> list() {
    if (!Files.exists(keytool.store())) {
      return List.of();
    }
    KeyStore store = keytool.read();
    return names.stream().filter(name -> has(store, name)).map(name -> read(store, name)).toList();
  }

  /**
   * Makes those that are missing or end within a day.
   *
   * @param days how long a new one is valid
   */
  public List<Certificate> ensure(long days) {
    make(days, false);
    return list();
  }

  /** Makes all of them anew, by the same CA: running services take them over. */
  public List<Certificate> renew(long days) {
    make(days, true);
    return list();
  }

  private void make(long days, boolean anew) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      if (!Files.exists(keytool.store())) {
        keytool.make(
            CA,
            "Nines development CA",
            CA_DAYS,
            List.of(
                "-ext",
                "bc:critical=ca:true,pathlen:0",
                "-ext",
                "ku:critical=keyCertSign,cRLSign"));
      }
      for (String name : names) {
        KeyStore store = keytool.read();
        boolean there = has(store, name);
        if (!there || anew || endsSoon(read(store, name))) {
          if (there) {
            keytool.delete(name);
          }
          issue(name, days);
        }
      }
    } catch (IOException e) {
      throw new Refusal(
          "Certificates can't be written to %s: %s. Make it writable, or set NINES_HOME to another folder."
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static boolean endsSoon(Certificate certificate) {
    return certificate.expires().isBefore(Instant.now().plus(TOO_SHORT));
  }

  private void issue(String name, long days) throws IOException {
    String hosts =
        switch (name) {
          case OPERATOR, PROMETHEUS -> "dns:" + name;
          default -> "dns:" + name + ",dns:localhost,ip:127.0.0.1,ip:::1";
        };
    keytool.make(
        name,
        name,
        days,
        List.of(
            "-signer",
            CA,
            "-ext",
            "san=" + hosts,
            "-ext",
            "ku:critical=digitalSignature",
            "-ext",
            "eku=serverAuth,clientAuth"));
    export(name);
  }

  // The key first: whoever reads between the two finds a pair that does not fit, and reads again.
  private void export(String name) throws IOException {
    KeyStore store = keytool.read();
    Path own = of(name);
    Files.createDirectories(own);
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx------"));
    try {
      byte[] key = store.getKey(name, Keytool.PASSWORD.toCharArray()).getEncoded();
      write(own.resolve("ca.crt"), pem("CERTIFICATE", store.getCertificate(CA).getEncoded()));
      write(own.resolve("tls.key"), pem("PRIVATE KEY", key));
      write(own.resolve("tls.crt"), pem("CERTIFICATE", store.getCertificate(name).getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    // createTempFile's are for their owner only.
    Path half = Files.createTempFile(file.getParent(), ".new-", "");
    Files.writeString(half, text);
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String pem(String what, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what);
  }

  private static boolean has(KeyStore store, String name) {
    try {
      return store.containsAlias(name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private Certificate read(KeyStore store, String name) {
    try {
      var certificate = (X509Certificate) store.getCertificate(name);
      List<String> hosts =
          certificate.getSubjectAlternativeNames().stream()
              .map(entry -> entry.get(1).toString())
              .toList();
      return new Certificate(name, hosts, certificate.getNotAfter().toInstant(), of(name));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
