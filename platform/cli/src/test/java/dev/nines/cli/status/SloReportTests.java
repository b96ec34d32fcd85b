package dev.nines.cli.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nines.cli.json.Json;
import dev.nines.cli.prometheus.Alert;
import dev.nines.cli.prometheus.Sample;
import dev.nines.cli.terminal.Terminal;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SloReportTests {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final List<Sample> SAMPLES =
      List.of(
          sample("slo:objective:ratio", 0.999),
          sample("slo:time_period:days", 30),
          sample("slo:sli_error:ratio_rate5m", 0.1),
          sample("slo:sli_error:ratio_rate1h", 0.002),
          sample("slo:sli_error:ratio_rate30d", 0.0005),
          sample("slo:sli_error:ratio_rate6h", Double.NaN),
          sample("slo:period_covered:ratio", 0.25),
          sample("slo:period_error_budget_remaining:ratio", 0.5));

  @Test
  void slo_isPutTogetherFromItsRecordings() {
    SloStatus slo = SloReport.of(SAMPLES, List.of(alert("page"), alert("none"))).getFirst();

    assertThat(slo.service()).isEqualTo("order");
    assertThat(slo.sli()).isCloseTo(0.9995, within(1e-9));
    assertThat(slo.budgetRemainingS()).isCloseTo(1296, within(1e-6));
    assertThat(slo.burnRates().keySet()).containsExactly("5m", "1h", "30d");
    assertThat(slo.burnRates().get("5m")).isCloseTo(100, within(1e-6));
    assertThat(slo.alerts()).extracting(SloStatus.Firing::severity).containsExactly("page");
  }

  @Test
  void json_hasTheAgreedNames_andNullForWhatIsNotMeasured() {
    var json =
        Json.tree(Json.line(SloReport.of(List.of(sample("slo:objective:ratio", 0.99)), List.of())))
            .get(0);

    assertThat(json.propertyNames())
        .contains("service", "slo", "objective", "sli", "budget_remaining", "burn_rates", "alerts");
    assertThat(json.path("budget_remaining").isNull()).isTrue();
    assertThat(json.path("burn_rates").isObject()).isTrue();
  }

  @Test
  void view_showsPercentTimeAndAlerts() {
    Terminal terminal =
        Terminal.plain(new PrintStream(System.out), new PrintStream(System.err), false);

    List<String> lines =
        new StatusView(terminal).lines(SloReport.of(SAMPLES, List.of(alert("page"))));

    assertThat(lines.get(1))
        .contains("99.9 %", "99.95 %", "50 % = 21 min 36 s", "25 %", "100", "2.00");
    assertThat(lines.get(2)).contains("page").contains("too many errors");
  }

  private static Sample sample(String name, double value) {
    return new Sample(Map.of("__name__", name, "service", "order", "slo", "availability"), value);
  }

  private static Alert alert(String severity) {
    return new Alert(
        Map.of(
            "alertname",
            "SLOErrorBudgetBurn",
            "service",
            "order",
            "slo",
            "availability",
            "severity",
            severity),
        Map.of("summary", "too many errors"),
        true,
        NOON);
  }
}
