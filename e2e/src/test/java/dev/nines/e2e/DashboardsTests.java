package dev.nines.e2e;

import static dev.nines.e2e.GrafanaDashboard.list;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What can be said of the dashboards without a running stack. */
class DashboardsTests {
  /** Bookmarks, links and other people's dashboards name them: they never change. */
  private static final Map<String, String> UIDS =
      Map.of(
          "gateway.json", "nines-gateway",
          "runtime.json", "nines-runtime",
          "service-graph.json", "nines-service-graph",
          "generated/fleet.json", "nines-slo-fleet");

  /** By variable; Grafana's own one shows again what another panel has asked for. */
  private static final Map<String, String> SOURCES =
      Map.of(
          "${datasource}", "prometheus",
          "${logs}", "loki",
          "${traces}", "tempo",
          "-- Dashboard --", "datasource");

  private static final Set<String> GRAFANAS_OWN =
      Set.of(
          "__rate_interval",
          "__range",
          "__url_time_range",
          "__from",
          "__to",
          "__data",
          "__all",
          "1");

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)");
  private static final int WIDTH = 24;

  static Stream<GrafanaDashboard> dashboards() throws IOException {
    return GrafanaDashboard.all().stream();
  }

  @Test
  void uids_areTheseForGood() {
    Map<String, String> uids = new LinkedHashMap<>();
    all().forEach(dashboard -> uids.put(dashboard.file(), dashboard.uid()));

    assertThat(uids).containsAllEntriesOf(UIDS);
    assertThat(uids.values()).doesNotHaveDuplicates();
    uids.keySet().removeAll(UIDS.keySet());
    assertThat(uids)
        .containsKeys("generated/gateway.json", "generated/order.json")
        .allSatisfy((file, uid) ->
            assertThat("generated/" + uid.replaceFirst("^nines-slo-", "") + ".json")
                .isEqualTo(file));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void dashboard_isReadByEveryGrafana_andFound(GrafanaDashboard dashboard) {
    assertThat(dashboard.uid()).matches("[a-zA-Z0-9_-]{1,40}");
    assertThat(dashboard.json().path("schemaVersion").asInt()).isEqualTo(42);
    assertThat(dashboard.json().path("title").asString()).isNotBlank();
    assertThat(dashboard.json().path("description").asString()).isNotBlank();
    assertThat(dashboard.json().path("editable").asBoolean()).isFalse();
    assertThat(strings(dashboard.json().path("tags"))).contains("nines");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panels_haveIdsOfTheirOwn_andSayWhatTheyShow(GrafanaDashboard dashboard) {
    assertThat(dashboard.panels())
        .extracting(panel -> panel.path("id").asInt())
        .doesNotHaveDuplicates();
    assertThat(shown(dashboard))
        .allSatisfy(panel -> {
          assertThat(panel.path("title").asString()).isNotBlank();
          assertThat(panel.path("description").asString()).as(panel::toString).isNotBlank();
          assertThat(panel.path("targets")).as(panel::toString).isNotEmpty();
        });
    assertThat(shown(dashboard))
        .filteredOn(panel -> Set.of("timeseries", "stat").contains(panel.path("type").asString()))
        .allSatisfy(panel ->
            assertThat(panel.at("/fieldConfig/defaults/unit").asString())
                .as(panel::toString)
                .isNotBlank());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panels_lieWithinTheWidth_andNeverOverlap(GrafanaDashboard dashboard) {
    List<JsonNode> open = list(dashboard.json().path("panels"));
    assertApart(open);
    open.forEach(row -> assertApart(list(row.path("panels"))));
  }

  private static void assertApart(List<JsonNode> panels) {
    List<Rectangle> before = new ArrayList<>();
    for (JsonNode panel : panels) {
      Rectangle place = place(panel.path("gridPos"));
      assertThat(place.isEmpty()).as(panel::toString).isFalse();
      assertThat(place.x).isNotNegative();
      assertThat(place.x + place.width).isLessThanOrEqualTo(WIDTH);
      assertThat(before).as(panel::toString).noneMatch(place::intersects);
      before.add(place);
    }
  }

  private static Rectangle place(JsonNode grid) {
    return new Rectangle(
        grid.path("x").asInt(),
        grid.path("y").asInt(),
        grid.path("w").asInt(),
        grid.path("h").asInt());
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void sources_areChosenByAVariable(GrafanaDashboard dashboard) {
    assertThat(dashboard.json().findValues("datasource"))
        .filteredOn(JsonNode::isObject)
        .isNotEmpty()
        .allSatisfy(source ->
            assertThat(SOURCES)
                .containsEntry(source.path("uid").asString(), source.path("type").asString()));
    assertThat(dashboard.variables())
        .filteredOn(variable -> variable.path("type").asString().equals("datasource"))
        .allSatisfy(variable ->
            assertThat(variable.at("/current/value").asString())
                .isEqualTo("nines-" + variable.path("query").asString()));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void variables_areDeclared(GrafanaDashboard dashboard) {
    List<String> declared =
        dashboard.variables().stream().map(variable -> variable.path("name").asString()).toList();
    List<String> used =
        VARIABLE
            .matcher(dashboard.json().toString())
            .results()
            .map(found -> found.group(1))
            .filter(name -> !GRAFANAS_OWN.contains(name))
            .toList();

    assertThat(declared).containsAll(used).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void series_haveNames_andNamedOnesExist(GrafanaDashboard dashboard) {
    for (JsonNode panel : shown(dashboard)) {
      List<String> legends = strings(panel.path("targets"), "legendFormat");
      switch (panel.path("type").asString()) {
        case "timeseries", "state-timeline" -> {
          assertThat(legends).as(panel::toString).doesNotContain("", "__auto");
          assertThat(overridden(panel).filter(name -> !isMatched(legends, name))).isEmpty();
        }
        case "table" ->
            assertThat(panel.findValues("renameByName"))
                .as(panel::toString)
                .isNotEmpty()
                .allSatisfy(names ->
                    assertThat(strings(list(names))).containsAll(overridden(panel).toList()));
        default -> assertThat(overridden(panel)).as(panel::toString).isEmpty();
      }
    }
  }

  private static Stream<String> overridden(JsonNode panel) {
    return list(panel.at("/fieldConfig/overrides")).stream()
        .map(override -> override.at("/matcher/options").asString());
  }

  /** {@code {{level}}} becomes any value. */
  private static boolean isMatched(List<String> legends, String name) {
    return legends.stream()
        .anyMatch(legend -> name.matches(legend.replaceAll("\\{\\{\\w+}}", ".+")));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void traces_areAskedForOverTimeOnly(GrafanaDashboard dashboard) {
    assertThat(targets(dashboard))
        .filteredOn(target -> target.path("exemplar").asBoolean())
        .allSatisfy(target -> {
          assertThat(target.path("range").asBoolean()).isTrue();
          assertThat(target.path("expr").asString()).doesNotContain("slo:");
        });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void sharedResults_areOfAPanelThatIsThere(GrafanaDashboard dashboard) {
    List<Integer> ids = dashboard.panels().stream().map(panel -> panel.path("id").asInt()).toList();

    assertThat(targets(dashboard))
        .filteredOn(target -> target.has("panelId"))
        .allSatisfy(target -> assertThat(ids).contains(target.path("panelId").asInt()));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void links_leadSomewhere(GrafanaDashboard dashboard) {
    assertThat(dashboard.links())
        .isNotEmpty()
        .allSatisfy(link -> DashboardLink.of(link).check(all()));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void logs_areFoundByTheirLabels(GrafanaDashboard dashboard) {
    assertThat(targets(dashboard))
        .filteredOn(target -> target.at("/datasource/type").asString().equals("loki"))
        .allSatisfy(target -> DashboardLink.checkLogs(target.path("expr").asString()));
  }

  @Test
  void aBurningSlo_leadsToTracesAndLogs_inOneClick() {
    List<GrafanaDashboard> services =
        all().stream().filter(each -> each.uid().matches("nines-slo-(order|gateway)")).toList();

    assertThat(services).hasSize(2);
    for (GrafanaDashboard service : services) {
      List<JsonNode> signals =
          shown(service).stream()
              .filter(panel -> Set.of("Latency", "Events").contains(panel.path("title").asString()))
              .toList();
      assertThat(signals).hasSize((int) rows(service));
      assertThat(signals)
          .allSatisfy(panel -> {
            assertThat(panel.path("targets"))
                .anyMatch(target -> target.path("exemplar").asBoolean());
            assertThat(strings(panel.at("/fieldConfig/defaults/links"), "url"))
                .anyMatch(url -> url.contains("${logs}"))
                .anyMatch(url -> url.contains("${traces}"));
          });
    }
  }

  private static long rows(GrafanaDashboard dashboard) {
    return dashboard.panels().size() - shown(dashboard).size();
  }

  private static List<GrafanaDashboard> all() {
    try {
      return GrafanaDashboard.all();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> shown(GrafanaDashboard dashboard) {
    return dashboard.panels().stream()
        .filter(panel -> !panel.path("type").asString().equals("row"))
        .toList();
  }

  private static List<JsonNode> targets(GrafanaDashboard dashboard) {
    return shown(dashboard).stream()
        .flatMap(panel -> list(panel.path("targets")).stream())
        .toList();
  }

  private static List<String> strings(JsonNode array, String field) {
    return list(array).stream().map(node -> node.path(field).asString("")).toList();
  }

  private static List<String> strings(JsonNode array) {
    return strings(list(array));
  }

  private static List<String> strings(List<JsonNode> nodes) {
    return nodes.stream().map(JsonNode::asString).toList();
  }

  static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }
}
