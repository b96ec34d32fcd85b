package dev.nines.cli.postgres;

import dev.nines.cli.settings.PrivateFile;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.commons.io.FileUtils;

/**
 * The data folder of a PostgreSQL of the stack's own; kept from one run to the next.
 *
 * @param binaries has {@code bin/postgres} and {@code bin/initdb}
 * @param folder has the data, the password and the name of the only user
 */
public record PostgresCluster(Path binaries, Path folder) {
  /** The only user, and the name of the only database. */
  public static final String USER = "orders";

  private static final int BYTES_OF_PASSWORD = 18;

  private Path data() {
    return folder.resolve("data");
  }

  private Path passwordFile() {
    return folder.resolve("password");
  }

  public boolean initialised() {
    return Files.exists(data().resolve("PG_VERSION"));
  }

  public String password() {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the data folder with its user and database, all of it or nothing. */
  public void initialise() {
    try {
      Files.createDirectories(folder);
      Path half = folder.resolve("data.new");
      FileUtils.deleteDirectory(half.toFile());
      writePassword();
      run(
          List.of(
              program("initdb"),
              "-D",
              half.toString(),
              "-U",
              USER,
              "-A",
              "scram-sha-256",
              "--pwfile=" + passwordFile(),
              "-E",
              "UTF8",
              "--locale=C",
              "--no-sync"),
          "");
      run(
          List.of(program("postgres"), "--single", "-D", half.toString(), "postgres"),
          "CREATE DATABASE " + USER + "\n");
      Files.move(half, data(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writePassword() throws IOException {
    byte[] random = new byte[BYTES_OF_PASSWORD];
    new SecureRandom().nextBytes(random);
    PrivateFile.write(passwordFile(), HexFormat.of().formatHex(random) + "\n");
  }

  /** What starts it in the foreground; nobody else may be using the folder. */
  public List<String> command(int port) {
    try {
      // Of a server that was killed; its pid may meanwhile be another's, which would refuse the
      // start.
      Files.deleteIfExists(data().resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return asUser(
        List.of(
            program("postgres"),
            "-D",
            data().toString(),
            "-h",
            "127.0.0.1",
            "-p",
            "" + port,
            "-k",
            "",
            "-c",
            "shared_buffers=32MB",
            "-c",
            "max_connections=60"));
  }

  private String program(String name) {
    return binaries.resolve("bin").resolve(name).toString();
  }

  // PostgreSQL refuses to be root: in a user namespace of its own, root is nobody.
  private static List<String> asUser(List<String> command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
    wrapped.addAll(command);
    return wrapped;
  }

  private static void run(List<String> command, String input) throws IOException {
    Path log = Files.createTempFile("nines-", ".log");
    try {
      Process process =
          new ProcessBuilder(asUser(command))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      try (var in = process.outputWriter()) {
        in.write(input);
      }
      if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new Refusal(
            "PostgreSQL could not be initialised: "
                + String.join(" ", command)
                + "\n"
                + Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted while PostgreSQL was initialised", e);
    } finally {
      Files.deleteIfExists(log);
    }
  }
}
