package dev.nines.cli.docker;

import dev.nines.cli.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * A service's container, as Compose tells.
 *
 * @param service its name in the file
 * @param state such as {@code running}, {@code paused}, {@code exited}
 * @param health what its health check says; empty if it has none
 * @param once whether it is there to do one thing and end
 */
public record Container(String service, String state, String health, boolean once) {
  private static final String ONCE = "dev.nines.once=true";

  /** Whether it runs and, where that can be told, is healthy. */
  public boolean up() {
    return state.equals("running") && (health.isEmpty() || health.equals("healthy"));
  }

  /** Reads {@code docker compose ps --format json}: one object a line, or one array. */
  static List<Container> read(String json) {
    List<JsonNode> nodes = new ArrayList<>();
    json.lines()
        .filter(line -> !line.isBlank())
        .map(Json::tree)
        .forEach(node -> {
          if (node.isArray()) {
            StreamSupport.stream(node.spliterator(), false).forEach(nodes::add);
          } else {
            nodes.add(node);
          }
        });
    return nodes.stream().map(Container::of).toList();
  }

  private static Container of(JsonNode node) {
    return new Container(
        node.path("Service").asString(""),
        node.path("State").asString(""),
        node.path("Health").asString(""),
        List.of(node.path("Labels").asString("").split(",")).contains(ONCE));
  }
}
