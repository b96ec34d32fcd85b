package dev.nines.cli.bench;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.stack.LogTail;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The program that makes the load: one thread, each connection with one request on its way.
 *
 * @param program the file
 * @param connections that it opens
 * @param log its output, of one run
 */
record Wrk(Path program, int connections, Path log) {
  private static final Duration SPARE = Duration.ofSeconds(30);
  private static final int TAIL = 4;

  /**
   * The one on the PATH.
   *
   * @throws Refusal if there is none
   */
  static Wrk of(Settings settings, int connections, Path log) {
    Path program =
        PathFolders.of(settings.environment())
            .find("wrk")
            .orElseThrow(() ->
                new Refusal(
                    "No wrk on the PATH, which makes the load."
                        + " Install it: apt-get install wrk, or brew install wrk."));
    return new Wrk(program, connections, log);
  }

  /**
   * Sends requests for so long, as fast as they are answered.
   *
   * @throws Refusal if it can't
   */
  WrkReport load(URI target, Duration duration) throws IOException, InterruptedException {
    return load(target, duration, List.of());
  }

  /**
   * Sends what a script says.
   *
   * @param script in Lua, as wrk reads it
   * @throws Refusal if it can't
   */
  WrkReport load(URI target, Duration duration, Path script)
      throws IOException, InterruptedException {
    return load(target, duration, List.of("-s", script.toString()));
  }

  private WrkReport load(URI target, Duration duration, List<String> options)
      throws IOException, InterruptedException {
    Files.deleteIfExists(log);
    List<String> command = new ArrayList<>(List.of(program.toString(), "-t1"));
    command.addAll(List.of("-c" + connections, "-d" + duration.toSeconds() + "s", "--latency"));
    command.addAll(options);
    command.add(target.toString());
    try (OwnProcess process = new OwnProcess(command, Path.of("."), Map.of(), log)) {
      if (!process.succeedsWithin(duration.plus(SPARE))) {
        throw failed();
      }
    }
    try {
      return WrkReport.parse(Files.readString(log));
    } catch (IllegalArgumentException _) {
      throw failed();
    }
  }

  private Refusal failed() {
    return new Refusal(
        "wrk could not run with %d connections; it says:\n    %s"
            .formatted(connections, String.join("\n    ", LogTail.of(log, TAIL))));
  }
}
