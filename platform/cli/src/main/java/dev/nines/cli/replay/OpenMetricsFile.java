package dev.nines.cli.replay;

import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A history that somebody exported as OpenMetrics text, with a timestamp on every sample. */
public record OpenMetricsFile(Path file) implements History {
  @Override
  public Span write(Path copy) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new Refusal(file + ": There is no such file. Check its name.");
    }
    Files.copy(file, copy);
    double first = Double.POSITIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    int number = 0;
    try (var reader = Files.newBufferedReader(file)) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank() && !line.startsWith("#")) {
          double at = timestamp(line, number);
          first = Math.min(first, at);
          last = Math.max(last, at);
        }
      }
    }
    if (first > last) {
      throw new Refusal(
          file + ":1:1: The file holds no sample. Write 'name{labels} value seconds'.");
    }
    return new Span(
        Instant.ofEpochSecond((long) first), Instant.ofEpochSecond((long) Math.ceil(last)));
  }

  /** The second field after the series; exemplars follow a {@code #}. */
  private double timestamp(String line, int number) {
    int series = Math.max(line.lastIndexOf('}', exemplar(line)) + 1, line.indexOf(' '));
    var fields = line.substring(series, exemplar(line)).strip().split("\\s+", -1);
    try {
      if (fields.length == 2) {
        return Double.parseDouble(fields[1]);
      }
    } catch (NumberFormatException _) {
      // Told below, like a missing one.
    }
    throw new Refusal(
        "%s:%d:1: The sample has no timestamp. Write 'name{labels} value seconds'."
            .formatted(file, number));
  }

  private static int exemplar(String line) {
    int at = line.indexOf(" # ");
    return at < 0 ? line.length() : at;
  }
}
