package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Where a click on a dashboard leads. */
sealed interface DashboardLink {
  /** The services there are to choose. */
  List<String> SERVICES = List.of("order", "gateway");

  /** What Loki knows log lines by; all else is in the lines themselves. */
  Set<String> LABELS = Set.of("service", "level", "env");

  /** Fails unless it leads somewhere. */
  void check(List<GrafanaDashboard> dashboards);

  static DashboardLink of(JsonNode link) {
    if (link.path("type").asString("").equals("dashboards")) {
      return new Tagged(link.path("tags").get(0).asString());
    }
    String url = link.path("url").asString();
    String path = url.replaceFirst("\\?.*", "");
    return switch (path) {
      case "/explore" -> new Explore(parameters(url));
      case "/alerting/groups" -> new Alerts(parameters(url));
      default -> new Other(path, parameters(url));
    };
  }

  private static Map<String, String> parameters(String url) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Arrays.stream(url.replaceFirst("[^?]*\\??", "").split("&"))
        .map(parameter -> parameter.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(
            pair -> parameters.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    return parameters;
  }

  /** All dashboards with a tag. */
  record Tagged(String tag) implements DashboardLink {
    @Override
    public void check(List<GrafanaDashboard> dashboards) {
      assertThat(dashboards)
          .anyMatch(dashboard -> dashboard.json().path("tags").toString().contains(tag));
    }
  }

  /** Another dashboard, which knows the variables that go along. */
  record Other(String path, Map<String, String> parameters) implements DashboardLink {
    @Override
    public void check(List<GrafanaDashboard> dashboards) {
      for (String service : SERVICES) {
        String uid =
            path.replace("/d/", "")
                .replace("${service}", service)
                .replace("${__data.fields.dashboard}", "nines-slo-" + service);
        assertThat(dashboards).extracting(GrafanaDashboard::uid).contains(uid);
        GrafanaDashboard target =
            dashboards.stream().filter(each -> each.uid().equals(uid)).findFirst().orElseThrow();
        assertThat(target.variables())
            .extracting(variable -> "var-" + variable.path("name").asString())
            .containsAll(parameters.keySet());
      }
    }
  }

  /** A question to Loki or Tempo in the time shown. */
  record Explore(Map<String, String> parameters) implements DashboardLink {
    private static final Pattern ATTRIBUTE = Pattern.compile("[\\w.]+(?=\\s*[!=~]+)");

    @Override
    public void check(List<GrafanaDashboard> dashboards) {
      assertThat(parameters).containsEntry("schemaVersion", "1");
      JsonNode pane = Sandbox.parse(parameters.get("panes")).path("nines");
      assertThat(pane.path("range").toString())
          .isEqualTo("{\"from\":\"${__from}\",\"to\":\"${__to}\"}");
      JsonNode query = pane.path("queries").get(0);
      assertThat(query.at("/datasource/uid").asString())
          .isEqualTo(pane.path("datasource").asString());
      switch (pane.path("datasource").asString()) {
        case "${logs}" -> checkLogs(query.path("expr").asString());
        case "${traces}" -> checkTraces(query);
        default -> throw new AssertionError("neither logs nor traces: " + pane);
      }
    }

    private static void checkTraces(JsonNode query) {
      switch (query.path("queryType").asString()) {
        case "serviceMap" -> {}
        case "traceql" ->
            assertThat(DashboardsTests.groups(ATTRIBUTE, query.path("query").asString()))
                .containsExactly("resource.service.name", "status");
        default -> throw new AssertionError("no query of Tempo: " + query);
      }
    }
  }

  /** What Alertmanager holds. */
  record Alerts(Map<String, String> parameters) implements DashboardLink {
    @Override
    public void check(List<GrafanaDashboard> dashboards) {
      assertThat(parameters)
          .containsEntry("alertmanager", "${alertmanager:text}")
          .hasEntrySatisfying(
              "queryString", matcher -> assertThat(matcher).matches("service=\"[\\w-]+\""));
    }
  }

  /** Fails unless each line is looked for by labels alone. */
  static void checkLogs(String logQl) {
    var selector = Pattern.compile("\\{(.*)}").matcher(logQl);
    assertThat(selector.matches()).as(logQl).isTrue();
    assertThat(DashboardsTests.groups(Pattern.compile("\\w+(?=\\s*[!=]~?\")"), logQl))
        .as(logQl)
        .isNotEmpty()
        .allMatch(LABELS::contains);
  }
}
