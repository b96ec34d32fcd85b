package dev.nines.cli.certs;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/**
 * The JDK's own keytool on one key store, for its owner only. The store's password is no secret:
 * the file's mode is what protects it.
 */
record Keytool(Path store) {
  static final String PASSWORD = "changeit";

  /** Makes a key pair and its certificate; {@code extensions} as keytool has them. */
  void make(String alias, String name, long days, List<String> extensions) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                // It lives for a second.
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                "CN=" + name + ",O=Nines development",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "" + days,
                // Clocks of two machines are never quite the same.
                "-startdate",
                "-5M",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(extensions);
    run(command);
    protect();
  }

  void delete(String alias) {
    try {
      KeyStore entries = read();
      entries.deleteEntry(alias);
      try (OutputStream out = Files.newOutputStream(this.store)) {
        entries.store(out, PASSWORD.toCharArray());
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new Refusal(this.store + " can't be written: " + e.getMessage(), e);
    }
  }

  KeyStore read() {
    try {
      return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new Refusal(
          "%s can't be read: %s. Delete the folder %s, and run ./nines certs."
              .formatted(store, e.getMessage(), store.getParent()),
          e);
    }
  }

  private void protect() {
    try {
      Files.setPosixFilePermissions(store, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException e) {
      throw new Refusal(store + " can't be written: " + e.getMessage(), e);
    }
  }

  private static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new Refusal("keytool could not make a certificate: " + said);
      }
    } catch (IOException e) {
      throw new Refusal(
          "keytool can't be run: " + e.getMessage() + ". It is part of the JDK that runs this.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted", e);
    }
  }
}
