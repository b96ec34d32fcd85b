package dev.nines.e2e;

import static dev.nines.e2e.GrafanaDashboard.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The PromQL that people are given: every panel's of the dashboards, for every value of their
 * variables, and every runbook's.
 */
final class PublishedQueries {
  static final String PROMETHEUS = "${datasource}";

  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((?:(.+), *)?(\\w+)\\)");
  private static final Pattern BLOCK = Pattern.compile("(?s)```promql\\n(.*?)\\n```");
  private static final Pattern INLINE = Pattern.compile("`(slo:[^`]+|sum[^`]+\\))`");

  private final Sandbox sandbox;

  PublishedQueries(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  List<PublishedQuery> all() throws IOException {
    List<PublishedQuery> queries = new ArrayList<>(runbooks());
    for (GrafanaDashboard dashboard : GrafanaDashboard.all()) {
      for (Interpolation choice : choices(dashboard)) {
        for (JsonNode panel : dashboard.panels()) {
          queries.addAll(panel(dashboard, panel, choice));
        }
      }
    }
    return queries;
  }

  private static List<PublishedQuery> panel(
      GrafanaDashboard dashboard, JsonNode panel, Interpolation choice) {
    Interpolation all = choice.windows(minimum(panel));
    return list(panel.path("targets")).stream()
        .filter(target -> target.at("/datasource/uid").asString().equals(PROMETHEUS))
        .map(target ->
            new PublishedQuery(
                "%s, %s %s, %s"
                    .formatted(
                        dashboard,
                        panel.path("title").asString(),
                        target.path("refId").asString(),
                        choice.values()),
                all.of(target.path("expr").asString()),
                target.path("range").asBoolean(),
                target.path("exemplar").asBoolean()))
        .toList();
  }

  private static Duration minimum(JsonNode panel) {
    String interval = panel.path("interval").asString("");
    return interval.isEmpty() ? Duration.ZERO : Duration.parse("PT" + interval);
  }

  /** Every way to choose the variables; a variable without a value leaves none. */
  List<Interpolation> choices(GrafanaDashboard dashboard) {
    List<Interpolation> choices = List.of(new Interpolation(Map.of()));
    for (JsonNode variable : dashboard.variables()) {
      if (variable.path("type").asString().equals("query")) {
        choices = choices.stream().flatMap(choice -> chosen(variable, choice)).toList();
      }
    }
    return choices;
  }

  private Stream<Interpolation> chosen(JsonNode variable, Interpolation before) {
    String name = variable.path("name").asString();
    List<String> values = values(before.of(variable.at("/query/query").asString()));
    if (!variable.path("includeAll").asBoolean()) {
      return values.stream().map(value -> before.with(name, value));
    }
    String all =
        values.stream().map(PublishedQueries::literally).collect(Collectors.joining("|", "(", ")"));
    String chosen = variable.path("allValue").asString(all);
    return values.isEmpty() ? Stream.empty() : Stream.of(before.with(name, chosen));
  }

  /** As a part of a pattern within quotes. */
  private static String literally(String value) {
    return value.replaceAll("[\\\\^$*+?.()|\\[\\]{}]", "\\\\\\\\$0");
  }

  private List<String> values(String query) {
    Matcher found = LABEL_VALUES.matcher(query);
    if (!found.matches()) {
      throw new AssertionError("not label_values(): " + query);
    }
    String matching = found.group(1) == null ? "" : "?match[]=" + Sandbox.encode(found.group(1));
    JsonNode answer = sandbox.prometheus("label/" + found.group(2) + "/values" + matching);
    return list(answer.path("data")).stream().map(JsonNode::asString).toList();
  }

  private static List<PublishedQuery> runbooks() throws IOException {
    List<PublishedQuery> queries = new ArrayList<>();
    try (Stream<Path> files = Files.list(Sandbox.ROOT.resolve("docs/runbooks"))) {
      for (Path runbook : files.filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
        String text = Files.readString(runbook);
        for (Pattern pattern : List.of(BLOCK, INLINE)) {
          pattern
              .matcher(text)
              .results()
              .map(found ->
                  new PublishedQuery(
                      runbook.getFileName().toString(), found.group(1), false, false))
              .forEach(queries::add);
        }
      }
    }
    return queries;
  }
}
