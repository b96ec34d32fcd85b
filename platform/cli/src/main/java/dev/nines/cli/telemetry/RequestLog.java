package dev.nines.cli.telemetry;

import dev.nines.cli.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A service's access log: the server span of each of its requests, also of those that are not
 * sampled.
 */
final class RequestLog {
  private static final String ACCESS = "access";

  private RequestLog() {}

  /** In the order in which the requests ended. */
  static List<SpanKey> read(Path log) throws IOException {
    List<SpanKey> spans = new ArrayList<>();
    try (Stream<String> lines = Files.lines(log)) {
      lines.forEach(line -> span(line).ifPresent(spans::add));
    }
    return spans;
  }

  /** Empty for a line that is no request's. */
  static Optional<SpanKey> span(String line) {
    if (!line.startsWith("{") || !line.contains("\"" + ACCESS + "\"")) {
      return Optional.empty();
    }
    try {
      JsonNode json = Json.tree(line);
      return ACCESS.equals(json.path("logger").asString(""))
          ? Optional.of(
              SpanKey.parse(json.path("trace_id").asString(""), json.path("span_id").asString("")))
          : Optional.empty();
    } catch (JacksonException | IllegalArgumentException _) {
      return Optional.empty(); // no request's that could be looked for
    }
  }
}
