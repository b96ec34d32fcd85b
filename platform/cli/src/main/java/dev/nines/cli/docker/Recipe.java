package dev.nines.cli.docker;

import dev.nines.cli.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * A service of a Compose file.
 *
 * @param image its name
 * @param built whether the image is built here
 * @param ports of this machine that it publishes, in the file's order
 */
public record Recipe(String name, String image, boolean built, List<Integer> ports) {
  public Recipe {
    ports = List.copyOf(ports);
  }

  /** Reads {@code docker compose config --format json}. */
  static List<Recipe> read(String json) {
    Map<String, Recipe> recipes = new TreeMap<>();
    for (Map.Entry<String, JsonNode> service : Json.tree(json).path("services").properties()) {
      recipes.put(service.getKey(), of(service.getKey(), service.getValue()));
    }
    return List.copyOf(recipes.values());
  }

  private static Recipe of(String name, JsonNode node) {
    List<Integer> ports = new ArrayList<>();
    for (JsonNode port : node.path("ports")) {
      ports.add(Integer.valueOf(port.path("published").asString("0")));
    }
    return new Recipe(name, node.path("image").asString(""), node.has("build"), ports);
  }
}
