package dev.nines.cli.replay;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs promtool to its end, in a folder. */
public record Promtool(Path program, Path folder) {
  /**
   * Runs it.
   *
   * @throws Refusal with what it said, if it fails
   */
  public void run(Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Path log = folder.resolve("promtool.log");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new Refusal("promtool " + arguments[2] + " failed: " + Files.readString(log).strip());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted", e);
    }
  }
}
