package dev.nines.cli.stack;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** That only one command at a time brings this stack up or down. */
final class HomeLock implements AutoCloseable {
  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws Refusal if another command has it, or the folder can't be written
   */
  static HomeLock take(Path home) {
    FileChannel channel = open(home);
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new Refusal(
            "Another nines command is bringing this stack up or down ("
                + home
                + "). Try again when it is through.");
      }
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel open(Path home) {
    try {
      Files.createDirectories(home);
      return FileChannel.open(
          home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new Refusal(
          "The state folder %s can't be written (%s). Make it writable, or set NINES_HOME to another folder."
              .formatted(home, e),
          e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
