package dev.nines.cli.postgres;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.FileUtils;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, which come inside a jar, unpacked once. */
public final class PostgresBinaries {
  private PostgresBinaries() {}

  /**
   * The folder that has {@code bin/postgres}; unpacks it if it is not there yet.
   *
   * @param tools the folder of unpacked tools
   */
  public static Path in(Path tools) {
    Path folder = tools.resolve("postgresql-" + version());
    if (!Files.exists(folder)) {
      try {
        unpackAtOnce(
            folder, Files.createTempDirectory(Files.createDirectories(tools), "unpacking-"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return folder;
  }

  private static void unpackAtOnce(Path folder, Path half) throws IOException {
    try {
      unpack(half);
      Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // Another stack of this checkout may have been faster.
      if (!Files.exists(folder)) {
        throw e;
      }
    } finally {
      FileUtils.deleteDirectory(half.toFile());
    }
  }

  // The size tells one release from another, without reading the whole.
  private static String version() {
    try (InputStream in = open()) {
      return Long.toString(in.available(), Character.MAX_RADIX);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open() {
    InputStream in = PostgresBinaries.class.getResourceAsStream("/" + resource());
    if (in == null) {
      throw new Refusal(
          "No PostgreSQL is bundled for this machine ("
              + resource()
              + "). Use ./nines up --docker.");
    }
    return in;
  }

  static String resource() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch");
    boolean arm = arch.equals("aarch64") || arch.equals("arm64");
    return "postgres-%s-%s.txz"
        .formatted(os.contains("mac") ? "darwin" : "linux", arm ? "arm_64" : "x86_64");
  }

  private static void unpack(Path folder) throws IOException {
    try (InputStream in = open();
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(in))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        place(entry, tar, folder);
      }
    }
  }

  private static void place(TarArchiveEntry entry, InputStream content, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("entry outside of its archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }
}
