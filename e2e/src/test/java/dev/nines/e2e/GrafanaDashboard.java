package dev.nines.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A dashboard that Grafana provisions.
 *
 * @param file its path below {@code grafana/dashboards}
 */
record GrafanaDashboard(String file, JsonNode json) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** All of them, by path. */
  static List<GrafanaDashboard> all() throws IOException {
    Path folder = Sandbox.ROOT.resolve("grafana/dashboards");
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(file -> new GrafanaDashboard(folder.relativize(file).toString(), read(file)))
          .toList();
    }
  }

  private static JsonNode read(Path file) {
    try {
      return MAPPER.readTree(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String uid() {
    return json.path("uid").asString();
  }

  List<JsonNode> variables() {
    return list(json.at("/templating/list"));
  }

  /** Rows too, and what is folded into them. */
  List<JsonNode> panels() {
    return panels(json);
  }

  private static List<JsonNode> panels(JsonNode parent) {
    return list(parent.path("panels")).stream()
        .flatMap(panel -> Stream.concat(Stream.of(panel), panels(panel).stream()))
        .toList();
  }

  /** Those at its head, behind its panels and behind their fields. */
  List<JsonNode> links() {
    List<JsonNode> links = new ArrayList<>(list(json.path("links")));
    for (JsonNode panel : panels()) {
      links.addAll(list(panel.path("links")));
      links.addAll(list(panel.at("/fieldConfig/defaults/links")));
      for (JsonNode override : panel.at("/fieldConfig/overrides")) {
        for (JsonNode property : override.path("properties")) {
          if (property.path("id").asString().equals("links")) {
            links.addAll(list(property.path("value")));
          }
        }
      }
    }
    return links;
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  @Override
  public String toString() {
    return file;
  }
}
