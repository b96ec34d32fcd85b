package dev.nines.cli.docker;

import dev.nines.cli.terminal.Refusal;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The {@code docker} on the PATH.
 *
 * @param environment variables added to those of this process
 */
record DockerCli(Map<String, String> environment) {
  private static final int TOLD = 12;

  DockerCli {
    environment = Map.copyOf(environment);
  }

  /** What a command said, and its exit status. */
  record Answer(int status, String out, String err) {
    boolean good() {
      return status == 0;
    }

    /** The last line of the complaint, without what the daemon is called. */
    String reason() {
      String last = err.lines().filter(line -> !line.isBlank()).reduce("", (_, line) -> line);
      return last.strip().replaceFirst("^Error response from daemon: ", "");
    }
  }

  /**
   * Runs it to its end.
   *
   * @throws Refusal if there is no {@code docker}
   */
  Answer ask(List<String> arguments) {
    try {
      Path errors = Files.createTempFile("nines-", ".err");
      Process process = builder(arguments).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Answer answer = new Answer(process.waitFor(), out, Files.readString(errors));
      Files.delete(errors);
      return answer;
    } catch (IOException e) {
      throw absent(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * Runs it to its end, with all that it says in a file and its latest line shown.
   *
   * @throws Refusal with its last lines if it fails
   */
  void follow(List<String> arguments, Path log, Consumer<String> latest) {
    Deque<String> last = new ArrayDeque<>();
    try {
      Files.createDirectories(log.getParent());
      Process process = builder(arguments).redirectErrorStream(true).start();
      process.getOutputStream().close();
      try (BufferedWriter writer =
          Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        process
            .inputReader(StandardCharsets.UTF_8)
            .lines()
            .forEach(line -> {
              write(writer, line);
              keep(last, line);
              latest.accept(line);
            });
      }
      int status = process.waitFor();
      if (status != 0) {
        throw failed(arguments, status, last, log);
      }
    } catch (IOException e) {
      throw absent(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void write(BufferedWriter writer, String line) {
    try {
      writer.write(line);
      writer.newLine();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void keep(Deque<String> last, String line) {
    if (!line.isBlank()) {
      last.addLast(line);
    }
    if (last.size() > TOLD) {
      last.removeFirst();
    }
  }

  private static Refusal failed(List<String> arguments, int status, Deque<String> last, Path log) {
    return new Refusal(
        "docker %s failed with status %d:\n  %s\nAll it said is in %s."
            .formatted(String.join(" ", arguments), status, String.join("\n  ", last), log));
  }

  private ProcessBuilder builder(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder;
  }

  private static Refusal absent(IOException e) {
    return new Refusal(
        "docker can't be run (" + e.getMessage() + "). Install Docker, or use ./nines up --native.",
        e);
  }

  private static Refusal interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new Refusal("interrupted", e);
  }
}
