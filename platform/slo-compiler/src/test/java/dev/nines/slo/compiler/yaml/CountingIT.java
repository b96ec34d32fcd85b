package dev.nines.slo.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import dev.nines.slo.compiler.Slos;
import dev.nines.slo.model.Period.Calendar.Unit;
import dev.nines.slo.model.Slo;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What promtool says of groups, exclusions, composites and calendars. */
class CountingIT {
  /** Ten bad minutes of thirty, of which the accepted incident covers all. */
  @Test
  void excludedTime_countsNeitherAsGoodNorAsBad() throws Exception {
    var slo = Slos.excluding(Instant.ofEpochSecond(1200), Instant.ofEpochSecond(1800));
    assertTold(
        List.of(slo),
        """
              - {series: 'orders_total{status="ok"}', values: '0+60x40 2400x19 2400+60x40'}
              - {series: 'orders_total{status="failed"}', values: '0x40 0+60x19 1140x40'}
        """,
        // While it lasts, its own minutes are no samples; what was before is still known.
        expect("15m", "slo:sli_error:ratio_rate30m", 0),
        none("29m", "slo:sli_error:ratio_rate1m"),
        expect("29m", "slo:sli_error:ratio_rate30m", 0),
        // Afterwards, as long as it is within the window.
        expect("38m", "slo:sli_error:ratio_rate30m", 0),
        expect("48m", "slo:sli_error:ratio_rate1h", 0),
        expect("48m", "slo:sli_error:ratio_rate30d", 0),
        expect("48m", "slo:bad_events:increase1h", 0));
  }

  @Test
  void badTime_outsideTheExclusion_stillCounts() throws Exception {
    var slo = Slos.excluding(Instant.ofEpochSecond(1200), Instant.ofEpochSecond(1500));
    assertTold(
        List.of(slo),
        """
              - {series: 'orders_total{status="ok"}', values: '0+60x40 2400x19 2400+60x40'}
              - {series: 'orders_total{status="failed"}', values: '0x40 0+60x19 1140x40'}
        """,
        approximately("48m", "slo:sli_error:ratio_rate1h", 0.05, 0.15));
  }

  /** Two tenants with names, and two more that are counted together. */
  @Test
  void groups_haveTheirOwnBudgets_andTheRestOneTogether() throws Exception {
    assertTold(
        List.of(Slos.grouped(2)),
        """
              - {series: 'orders_total{status="ok",tenant="a"}', values: '0+600x40'}
              - {series: 'orders_total{status="ok",tenant="b"}', values: '0+300x40'}
              - {series: 'orders_total{status="failed",tenant="b"}', values: '0+300x40'}
              - {series: 'orders_total{status="ok",tenant="c"}', values: '0+30x40'}
              - {series: 'orders_total{status="failed",tenant="d"}', values: '0+10x40'}
        """,
        expect("15m", "slo:sli_error:ratio_rate5m{tenant=\"a\"}", 0),
        expect("15m", "slo:sli_error:ratio_rate5m{tenant=\"b\"}", 0.5),
        expect("15m", "slo:sli_error:ratio_rate5m{tenant=\"\"}", 0.25),
        expect("15m", "count(slo:sli_error:ratio_rate5m)", 3),
        expect("15m", "count(ALERTS{tier=\"fast\",tenant=\"b\",alertstate=\"firing\"})", 1),
        none("15m", "ALERTS{tier=\"fast\",tenant=\"a\"}"));
  }

  /** All searches fail, and none of the payments, which weigh three times as much. */
  @Test
  void composite_isTheMeanByWeight() throws Exception {
    assertTold(
        Slos.composite(),
        """
              - {series: 'search_total{ok="no"}', values: '0+500x60'}
              - {series: 'orders_total{status="ok"}', values: '0+20x20 400x40'}
        """,
        expect("9m", "slo:sli_error:ratio_rate5m{slo=\"s\"}", 0.25),
        expect("9m", "slo:sli_error:ratio_rate30m{slo=\"s\"}", 0.25),
        expect("9m", "slo:error_budget:ratio{slo=\"s\"}", 0.00325),
        // Without payments, all weight is the searches'.
        expect("19m", "slo:sli_error:ratio_rate5m{slo=\"s\"}", 1),
        expect("19m", "count(ALERTS{slo=\"s\",tier=\"fast\",alertstate=\"firing\"})", 1),
        none("19m", "ALERTS{alertname=\"SLOErrorBudgetBurn\",slo=~\"search|pay\"}"));
  }

  /** Half of what there was on the first day was bad, and nothing since the second began. */
  @Test
  void calendarPeriod_countsFromItsBeginning() throws Exception {
    assertTold(
        List.of(Slos.calendar(1, Unit.DAY, "Etc/GMT-6")),
        """
              - {series: 'orders_total{status="ok"}', values: '0+50x3120'}
              - {series: 'orders_total{status="failed"}', values: '0+50x2920 146000x200'}
        """,
        // It is six hours ahead of UTC, and its days begin at half past six.
        expect("1469m", "slo:period_start:timestamp", 1800),
        approximately("1469m", "slo:sli_error:ratio_period", 0.49, 0.51),
        expect("1471m", "slo:period_start:timestamp", 1800 + 86_400),
        expect("1471m", "slo:period_end:timestamp", 1800 + 2 * 86_400),
        expect("1550m", "slo:sli_error:ratio_period", 0),
        expect("1550m", "slo:period_error_budget_remaining:ratio", 1),
        approximately("1550m", "slo:period_covered:ratio", 79.0 / 1440, 82.0 / 1440));
  }

  private static void assertTold(List<Slo> slos, String series, String... expectations)
      throws Exception {
    var folder = Files.createTempDirectory("counting");
    GeneratedFiles.of(new SloCompiler(Options.defaults()).compiled(slos)).write(folder);
    var order =
        slos.stream()
            .flatMap(slo ->
                List.of("base", "state", "period", "live").stream()
                    .map(group -> slo.name() + "/" + group))
            .toList();
    var tests =
        """
        rule_files: [shop.rules.yaml]
        evaluation_interval: 1m
        group_eval_order: %s
        tests:
          - interval: 30s
            input_series:
        %s    promql_expr_test:
        """
                .formatted(order, series)
            + String.join("", expectations);
    Files.writeString(folder.resolve("story.tests.yaml"), tests);
    var promtool = Tool.find("promtool", "NINES_PROMTOOL").orElseThrow();
    var answer = promtool.run(folder, "test", "rules", "story.tests.yaml");
    assertThat(answer.content()).as(answer.output()).isTrue();
  }

  private static String expect(String at, String query, double value) {
    return approximately(at, query, value - 1e-9, value + 1e-9);
  }

  private static String approximately(String at, String query, double least, double most) {
    return """
          - expr: count(%s >= %s <= %s)
            eval_time: %s
            exp_samples: [{labels: '{}', value: 1}]
    """
        .formatted(query, least, most, at);
  }

  private static String none(String at, String query) {
    return """
          - expr: %s
            eval_time: %s
            exp_samples: []
    """
        .formatted(query, at);
  }
}
