package dev.nines.cli.load;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import dev.nines.cli.terminal.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Runs the load test in the foreground and reads its verdict. */
public final class LoadTest {
  private static final int PASSED = 0;
  private static final int GATES_FAILED = 2;
  private static final int TAIL = 8;

  private final Terminal terminal;

  public LoadTest(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Runs it to its end.
   *
   * @throws Refusal if Gatling could not run; a failed gate is a verdict
   */
  public Verdict run(LoadRun run, Settings settings) {
    try {
      Files.createDirectories(settings.logs());
      Process process = new ProcessBuilder(run.command(true)).redirectErrorStream(true).start();
      // Also when this process is told to end: a load without a judge is of no use.
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      GatlingOutput output = new GatlingOutput();
      List<String> last = follow(process, output, run, settings.log("load-test"));
      int status = process.waitFor();
      if (status != PASSED && status != GATES_FAILED) {
        throw new Refusal(
            "The load test could not run (status %d):\n    %s"
                .formatted(status, String.join("\n    ", last)));
      }
      return output.verdict(status == PASSED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal("interrupted", e);
    }
  }

  private List<String> follow(Process process, GatlingOutput output, LoadRun run, Path log)
      throws IOException {
    Deque<String> last = new ArrayDeque<>();
    try (Writer copy = Files.newBufferedWriter(log);
        var reader = process.inputReader()) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        copy.write(line + "\n");
        if (!line.isBlank()) {
          last.addLast(line);
        }
        if (last.size() > TAIL) {
          last.removeFirst();
        }
        if (output.take(line)) {
          show("  " + output.progress(run.duration().toSeconds()));
        }
      }
    }
    return List.copyOf(last);
  }

  private void show(String line) {
    if (terminal.live()) {
      terminal.paint(List.of(line));
    } else {
      terminal.progress(line);
    }
  }
}
