package dev.nines.slo.compiler.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import dev.nines.slo.compiler.Slos;
import dev.nines.slo.model.Budgeting;
import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Slo;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What every SLO's panels have, of whatever kind it is; the committed ones are golden files. */
class DashboardsTests {
  private static final Budgeting EVENTS = new Occurrences();

  static Stream<Slo> everyKind() {
    return Stream.of(
        Slos.availability("99.9", 30),
        Slos.slo(Slos.LATENCY, "99", 7, EVENTS),
        Slos.slo(Slos.LATENCY, "99", 7, Slos.SLICES),
        Slos.slo(Slos.RAW, "99", 7, EVENTS),
        Slos.withPolicies(),
        Slos.retuned());
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void everySlo_hasItsBudgetItsBurnRatesAndItsAlerts(Slo slo) {
    assertThat(titles(panels(slo)))
        .contains(
            "Error budget, burn-down",
            "Burn rate per window, and where each tier fires",
            "Error ratio",
            "Alerts");
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void onlyRawSeries_areAskedForExemplars(Slo slo) {
    assertThat(panels(slo))
        .flatExtracting(panel -> list(panel.path("targets")))
        .filteredOn(target -> target.path("exemplar").asBoolean())
        .noneMatch(target -> target.path("expr").asString().contains("slo:"));
  }

  @Test
  void latency_isTheQuantileThatIsPromised_withItsLimitAndTraces() {
    var latency = panel(Slos.slo(Slos.LATENCY, "99", 7, EVENTS), "Latency");

    assertThat(latency.at("/targets/0/expr").asString())
        .isEqualTo(
            "histogram_quantile(0.99, sum by (le) (rate(orders_seconds_bucket[$__rate_interval])))");
    assertThat(latency.at("/targets/0/exemplar").asBoolean()).isTrue();
    assertThat(latency.at("/fieldConfig/defaults/thresholds/steps/1/value").asDouble())
        .isEqualTo(1);
  }

  @Test
  void latencyBySlices_isTheQuantileOfAGoodSlice() {
    var latency = panel(Slos.slo(Slos.LATENCY, "99", 7, Slos.SLICES), "Latency");

    assertThat(latency.at("/targets/0/legendFormat").asString()).isEqualTo("P95");
  }

  @Test
  void events_areCountedWhereTheyHappen_withTraces() {
    var events = panel(Slos.availability("99.9", 30), "Events");

    assertThat(events.at("/targets/0/expr").asString())
        .isEqualTo("sum(rate(orders_total[$__rate_interval]))");
    assertThat(events.at("/targets/0/exemplar").asBoolean()).isTrue();
  }

  @Test
  void aShareOfMoments_hasNoEvents() {
    assertThat(titles(panels(Slos.slo(Slos.RAW, "99", 7, EVENTS))))
        .doesNotContain("Events", "Latency", "Where it goes wrong");
  }

  @Test
  void tiersThatFireAtTheSameRate_shareALine() {
    var burn =
        panel(
            Slos.slo(Slos.LATENCY, "95", 7, EVENTS),
            "Burn rate per window, and where each tier fires");

    assertThat(list(burn.path("targets")))
        .extracting(target -> target.path("legendFormat").asString())
        .contains("slow, trend, drift at 1", "slow: 1 day", "fast at 3.36");
  }

  @Test
  void policies_haveLanesOfTheirOwn() {
    assertThat(list(panel(Slos.withPolicies(), "Alerts").path("targets")))
        .extracting(target -> target.path("legendFormat").asString())
        .contains("cliff: page", "drift: ticket", "on-call: page", "team: ticket", "no data");
  }

  @Test
  void aPathIntoTheRepository_isNoLink() {
    var alerts = panel(Slos.availability("99.9", 30), "Alerts");

    assertThat(alerts.path("description").asString()).contains("Runbook: docs/runbooks/s.md");
    assertThat(titles(list(alerts.path("links")))).doesNotContain("Runbook");
  }

  @Test
  void anAddress_isALink() {
    var options = new Options(Options.defaults().scrapeInterval(), "https://wiki.example.com/");
    var slo = Slos.availability("99.9", 30);
    var dashboard =
        Dashboards.service(new SloCompiler(options).compiled(List.of(slo)).services().getFirst());

    var alerts = named(list(parsed(dashboard).path("panels")), "Alerts");

    assertThat(list(alerts.path("links")))
        .anySatisfy(link -> {
          assertThat(link.path("title").asString()).isEqualTo("Runbook");
          assertThat(link.path("url").asString()).isEqualTo("https://wiki.example.com/s.md");
        });
  }

  @Test
  void uids_areAsShortAsGrafanaAsks() {
    var dashboard = new Dashboard("nines-slo-" + "a".repeat(63), "Long");

    assertThat(parsed(dashboard.json()).path("uid").asString()).hasSize(40);
  }

  @Test
  void panels_flowFromLeftToRight_belowTheTallest() {
    var dashboard = new Dashboard("d", "D").row("R");
    dashboard.add(Panel.stat("low", "", "none", Colours.PLAIN));
    dashboard.add(Panel.chart("tall", "", "none"));
    dashboard.add(Panel.chart("next", "", "none"));

    var places = list(parsed(dashboard.json()).path("panels"));

    assertThat(places)
        .extracting(panel -> panel.path("gridPos").toString())
        .containsExactly(
            "{\"x\":0,\"y\":0,\"w\":24,\"h\":1}",
            "{\"x\":0,\"y\":1,\"w\":4,\"h\":4}",
            "{\"x\":4,\"y\":1,\"w\":12,\"h\":9}",
            "{\"x\":0,\"y\":10,\"w\":12,\"h\":9}");
  }

  private static JsonNode panel(Slo slo, String title) {
    return named(panels(slo), title);
  }

  private static JsonNode named(List<JsonNode> panels, String title) {
    return panels.stream()
        .filter(panel -> panel.path("title").asString().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> panels(Slo slo) {
    var service = new SloCompiler(Options.defaults()).compiled(List.of(slo)).services().getFirst();
    return list(parsed(Dashboards.service(service)).path("panels"));
  }

  private static List<String> titles(List<JsonNode> nodes) {
    return nodes.stream().map(node -> node.path("title").asString()).toList();
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static JsonNode parsed(String json) {
    return JsonMapper.builder().build().readTree(json);
  }
}
