package dev.nines.cli.stack;

import dev.nines.cli.json.Json;
import dev.nines.cli.process.ProcessMark;
import dev.nines.cli.process.Signal;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Load beside a stack that has no supervisor to run it: one process, remembered in a file. */
record BackgroundLoad(Settings settings) {
  private Path mark() {
    return settings.home().resolve("docker-load.json");
  }

  /** Starts it, in the place of any that still runs. */
  void start(List<String> command) {
    end();
    Path log = settings.log("load");
    try {
      Files.createDirectories(log.getParent());
      Process process =
          new ProcessBuilder(Detached.command(command))
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      process.getOutputStream().close();
      ProcessMark.of(process.pid()).ifPresent(started -> Json.write(mark(), started));
    } catch (IOException e) {
      throw new Refusal("The load can't be started: " + e.getMessage() + ". See " + log + ".", e);
    }
  }

  void end() {
    try {
      if (Files.exists(mark())) {
        Json.read(Files.readString(mark()), ProcessMark.class).signal(Signal.TERM);
        Files.delete(mark());
      }
    } catch (IOException e) {
      throw new Refusal("The load can't be ended: " + e.getMessage(), e);
    }
  }
}
