package dev.nines.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A finished command.
 *
 * @param status the exit status
 * @param out all of standard output
 * @param err all of standard error
 */
record Run(String command, int status, String out, String err, Duration took) {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Runs a command to its end, with nothing to read.
   *
   * @param limit after which it is killed, and the test has failed
   */
  static Run of(String name, ProcessBuilder builder, Duration limit) {
    try {
      Path out = Files.createTempFile("nines", ".out");
      Path err = Files.createTempFile("nines", ".err");
      long started = System.nanoTime();
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      Run run =
          new Run(name, process.exitValue(), Files.readString(out), Files.readString(err), took);
      Files.delete(out);
      Files.delete(err);
      if (!ended) {
        throw new AssertionError("did not end: " + run);
      }
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Standard output's last line that is a JSON object or array. */
  JsonNode json() {
    int object = out.indexOf("\n{");
    String text = out.startsWith("{") || out.startsWith("[") ? out : out.substring(object + 1);
    return JSON.readTree(text);
  }

  @Override
  public String toString() {
    return "%s -> %d in %d ms%n--- out%n%s%n--- err%n%s"
        .formatted(command, status, took.toMillis(), out, err);
  }
}
