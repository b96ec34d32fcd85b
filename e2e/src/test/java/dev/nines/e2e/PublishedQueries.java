package dev.nines.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The PromQL that people are given: every panel's of the dashboards and every runbook's. */
final class PublishedQueries {
  private static final Pattern BLOCK = Pattern.compile("(?s)```promql\\n(.*?)\\n```");
  private static final Pattern INLINE = Pattern.compile("`(slo:[^`]+|sum[^`]+\\))`");

  private PublishedQueries() {}

  static List<String> all() throws IOException {
    List<String> queries = new ArrayList<>();
    for (Path dashboard : files("grafana/dashboards/generated", ".json")) {
      JsonNode root = JsonMapper.builder().build().readTree(Files.readString(dashboard));
      for (JsonNode panel : root.path("panels")) {
        panel.path("targets").forEach(target -> queries.add(target.path("expr").asString()));
      }
    }
    for (Path runbook : files("docs/runbooks", ".md")) {
      String text = Files.readString(runbook);
      for (Pattern pattern : List.of(BLOCK, INLINE)) {
        pattern.matcher(text).results().forEach(found -> queries.add(found.group(1)));
      }
    }
    return queries;
  }

  private static List<Path> files(String folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(Sandbox.ROOT.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
