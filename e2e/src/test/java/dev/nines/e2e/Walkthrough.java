package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * One goes through a guide in a sandbox and types what stands there: each command once, in their
 * order, with the sandbox's ports and folders for the usual ones.
 */
final class Walkthrough {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private final Sandbox sandbox;
  private final Deque<String> commands;
  private final Map<String, String> instead;
  private Path folder;

  /**
   * @param folder where it begins; {@code cd} leads elsewhere
   * @param instead what is typed for what is written
   */
  Walkthrough(Guide guide, Sandbox sandbox, Path folder, Map<String, String> instead) {
    this.sandbox = sandbox;
    this.commands = new ArrayDeque<>(guide.commands());
    this.folder = folder;
    this.instead = Map.copyOf(instead);
  }

  /** What has not been typed yet. */
  List<String> left() {
    return List.copyOf(commands);
  }

  /** The folder one is in. */
  Path folder() {
    return folder;
  }

  /** Types the next command, which begins so, and waits for its healthy end. */
  Run next(String beginning) {
    return next(beginning, "");
  }

  /**
   * The same.
   *
   * @param more options that make it quicker, or its answer easier to read
   */
  Run next(String beginning, String more) {
    return type(take(beginning) + more, 0);
  }

  /** Types the next command, whatever it is. */
  Run next(int status) {
    return type(commands.remove(), status);
  }

  /** Starts the next command, which begins so and does not end by itself. */
  Process start(String beginning) {
    String line = take(beginning).replaceFirst("\\s*&$", "");
    return sandbox.start("guide", sandbox.shell(folder, "exec " + adapted(line)));
  }

  /** Leaves out the next command, which begins so: it has been typed before. */
  void pass(String beginning) {
    take(beginning);
  }

  private String take(String beginning) {
    assertThat(commands).as("commands left of the guide").isNotEmpty();
    assertThat(commands.element()).as("next command of the guide").startsWith(beginning);
    return commands.remove();
  }

  /** Types a command that is not the next. */
  Run type(String command, int status) {
    Path here = sandbox.home.resolve("here");
    String line = "%s%nstatus=$?%npwd >'%s'%nexit $status".formatted(adapted(command), here);
    try {
      Files.createDirectories(sandbox.home);
      Run run = Run.of(command, sandbox.shell(folder, line), LIMIT);
      assertThat(run.status()).as(run::toString).isEqualTo(status);
      System.out.printf("%s: %.1f s%n", command, run.took().toMillis() / 1000.0);
      folder = Path.of(Files.readString(here).strip());
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String adapted(String command) {
    String adapted = command;
    for (Map.Entry<String, String> each : instead.entrySet()) {
      adapted = adapted.replace(each.getKey(), each.getValue());
    }
    return adapted;
  }
}
