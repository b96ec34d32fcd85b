package dev.nines.cli.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file for its owner only, from its first byte on: a secret, which in arguments and variables of
 * a process others could see.
 */
public final class PrivateFile {
  private PrivateFile() {}

  /** Writes it, in place of what is there. */
  public static void write(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content);
  }
}
