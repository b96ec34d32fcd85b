package dev.nines.e2e;

import static dev.nines.e2e.GrafanaDashboard.list;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The PromQL that people are given: every panel's of the dashboards, for every value of their
 * variables, every runbook's, and what the data sources ask about a span's service.
 */
final class PublishedQueries {
  static final String PROMETHEUS = "${datasource}";

  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((?:(.+), *)?(\\w+)\\)");
  private static final Pattern BLOCK = Pattern.compile("(?s)```promql\\n(.*?)\\n```");
  private static final Pattern FENCED = Pattern.compile("(?s)```.*?```");

  /** Nothing else that runbooks set as code has brackets. */
  private static final Pattern INLINE = Pattern.compile("`([^`\\n]*[({][^`\\n]*)`");

  private static final Pattern OF_A_SPAN = Pattern.compile("(?m)^ *query: (.+\\$\\$__tags\\b.+)$");

  /** These count errors of a kind that there is none of until one has happened. */
  private static final Set<String> OF_A_FAULT =
      Set.of(
          "topk(5, sum by (method, uri, route, status, outcome)"
              + " (rate(http_server_requests_seconds_count{service=\"gateway\",status=~\"5..\"}[5m])))",
          "sum by (uri, status)"
              + " (rate(http_server_requests_seconds_count{service=\"gateway\",status=~\"5..\"}[1m]))");

  private final Sandbox sandbox;

  PublishedQueries(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Those that have something to show while all is well. */
  List<PublishedQuery> ofEveryDay() throws IOException {
    return all().stream().filter(query -> !OF_A_FAULT.contains(query.expression())).toList();
  }

  /** Those that only a fault gives something to show. */
  List<PublishedQuery> ofAFault() throws IOException {
    return all().stream().filter(query -> OF_A_FAULT.contains(query.expression())).toList();
  }

  List<PublishedQuery> all() throws IOException {
    List<PublishedQuery> queries = new ArrayList<>(runbooks());
    queries.addAll(dataSources());
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
        Stream.concat(
                BLOCK.matcher(text).results(),
                INLINE.matcher(FENCED.matcher(text).replaceAll("")).results())
            .map(found ->
                new PublishedQuery(runbook.getFileName().toString(), found.group(1), false, false))
            .forEach(queries::add);
      }
    }
    return queries;
  }

  private static List<PublishedQuery> dataSources() throws IOException {
    Path file = Sandbox.ROOT.resolve("grafana/provisioning/datasources/nines.yaml");
    List<PublishedQuery> queries = new ArrayList<>();
    for (String service : List.of("gateway", "order")) {
      Interpolation tags = new Interpolation(Map.of("__tags", "service=\"%s\"".formatted(service)));
      OF_A_SPAN
          .matcher(Files.readString(file))
          .results()
          .map(found -> tags.of(found.group(1).replace("$$", "$")))
          .map(query -> new PublishedQuery("a span of " + service, query, true, false))
          .forEach(queries::add);
    }
    return queries;
  }
}
