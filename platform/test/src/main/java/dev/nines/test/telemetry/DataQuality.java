package dev.nines.test.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * How good a service's signals are. docs/DATA-QUALITY.md says what the levels are.
 *
 * @param service whose signals they are
 * @param level the highest of which, and of all below it, nothing is missing; 0 if even the first
 *     is not reached
 * @param requirements of all levels
 */
public record DataQuality(String service, int level, List<Result> requirements) {
  /** The highest level. */
  public static final int BEST = 5;

  private static final List<String> NAMES =
      List.of("seen", "complete", "well-formed", "joined", "trustworthy");

  /**
   * What came of a requirement.
   *
   * @param missing for the next level; empty if it is met
   */
  public record Result(int level, String name, List<String> missing) {
    boolean isMet() {
      return missing.isEmpty();
    }
  }

  static DataQuality of(Evidence evidence) {
    List<Result> results =
        Requirement.all().stream()
            .map(each -> new Result(each.level(), each.name(), each.missing().apply(evidence)))
            .toList();
    int unmet =
        results.stream()
            .filter(result -> !result.isMet())
            .mapToInt(Result::level)
            .min()
            .orElse(BEST + 1);
    return new DataQuality(evidence.service(), unmet - 1, results);
  }

  /** A line a level, and what is missing below it. */
  String table() {
    StringBuilder table =
        new StringBuilder("Data quality of %s: level %d of %d\n".formatted(service, level, BEST));
    for (int i = 1; i <= BEST; i++) {
      int of = i;
      List<Result> own = requirements.stream().filter(result -> result.level() == of).toList();
      table.append(
          "  %d %-12s %2d of %2d\n"
              .formatted(
                  of, NAMES.get(of - 1), own.stream().filter(Result::isMet).count(), own.size()));
      own.stream()
          .filter(result -> !result.isMet())
          .forEach(result -> table.append("    - ").append(text(result)).append('\n'));
    }
    return table.toString();
  }

  static String text(Result result) {
    return result.name() + ": " + result.missing().stream().collect(Collectors.joining("; "));
  }

  /** Writes it as JSON, for machines to compare. */
  void write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(
          file,
          JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("can't write " + file, e);
    }
  }
}
