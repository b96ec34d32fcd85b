package dev.nines.e2e;

import java.time.Duration;
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
