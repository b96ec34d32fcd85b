package dev.nines.cli.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The end of a log file, and its older siblings. */
public final class LogTail {
  private static final int KEPT = 3;
  private static final int BYTES = 16 * 1024;
  private static final int WIDTH = 300;

  private LogTail() {}

  /** The last lines, shortened; empty if there is no such file. */
  public static List<String> of(Path log, int lines) {
    try (var file = Files.newByteChannel(log)) {
      file.position(Math.max(0, file.size() - BYTES));
      var buffer = java.nio.ByteBuffer.allocate(BYTES);
      file.read(buffer);
      String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
      List<String> all = text.lines().filter(line -> !line.isBlank()).toList();
      return all.stream()
          .skip(Math.max(0, all.size() - lines))
          .map(line -> line.length() > WIDTH ? line.substring(0, WIDTH) + "..." : line)
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Makes room for a new log: {@code x.log} becomes {@code x.log.1}, and so on. */
  static void rotate(Path log) throws IOException {
    for (int i = KEPT; i > 0; i--) {
      Path from = i == 1 ? log : log.resolveSibling(log.getFileName() + "." + (i - 1));
      if (Files.exists(from)) {
        Files.move(
            from,
            log.resolveSibling(log.getFileName() + "." + i),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
