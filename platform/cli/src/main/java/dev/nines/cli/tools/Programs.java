package dev.nines.cli.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Looks for programs that run, and runs them. */
final class Programs {
  private static final Duration VERSION_PATIENCE = Duration.ofSeconds(10);

  private Programs() {}

  /** Of each tool the first file in these folders that answers {@code --version}. */
  static Map<Tool, Path> in(List<Path> folders) {
    Map<Tool, Path> found = new EnumMap<>(Tool.class);
    for (Tool tool : Tool.values()) {
      in(folders, tool).ifPresent(file -> found.put(tool, file));
    }
    return found;
  }

  private static Optional<Path> in(List<Path> folders, Tool tool) {
    return folders.stream()
        .flatMap(folder -> tool.names().stream().map(folder::resolve))
        .filter(Files::isRegularFile)
        .filter(Programs::runs)
        .findFirst();
  }

  static boolean runs(Path file) {
    try {
      run(List.of(file.toAbsolutePath().toString(), "--version"), Path.of("."), VERSION_PATIENCE);
      return true;
    } catch (Unavailable e) {
      return false;
    }
  }

  /**
   * Runs a command to its end.
   *
   * @throws Unavailable if it can't be started, fails or takes longer; with its last line
   */
  static void run(List<String> command, Path folder, Duration patience) throws Unavailable {
    String name = command.getFirst();
    try {
      Path log = Files.createTempFile("nines-", ".log");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
          throw new Unavailable(name + " took longer than " + patience.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
          throw new Unavailable(name + " failed: " + lastLine(log));
        }
      } finally {
        Files.deleteIfExists(log);
      }
    } catch (IOException e) {
      throw new Unavailable(name + " can't be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted", e);
    }
  }

  private static String lastLine(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "no reason given" : lines.getLast().strip();
  }
}
