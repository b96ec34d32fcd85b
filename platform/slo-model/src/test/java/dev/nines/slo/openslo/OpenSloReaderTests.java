package dev.nines.slo.openslo;

import static dev.nines.slo.openslo.SloTexts.CORRECT;
import static dev.nines.slo.openslo.SloTexts.problems;
import static dev.nines.slo.openslo.SloTexts.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.model.Alerting;
import dev.nines.slo.model.Budgeting.Timeslices;
import dev.nines.slo.model.Counting;
import dev.nines.slo.model.Indicator;
import dev.nines.slo.model.Indicator.BadOfTotal;
import dev.nines.slo.model.Indicator.GoodOfTotal;
import dev.nines.slo.model.Indicator.Latency;
import dev.nines.slo.model.Indicator.RatioOf;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Objective;
import dev.nines.slo.model.Period.Rolling;
import dev.nines.slo.model.Place;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenSloReaderTests {
  @Test
  void correctFile_isRead() {
    assertThat(SloTexts.read(CORRECT))
        .containsExactly(
            new Slo(
                "checkout",
                "checkout",
                "shop",
                "",
                new Latency(
                    Selector.of("checkout_seconds_bucket", Matcher.equal("le", "0.2")),
                    Selector.of("checkout_seconds_count"),
                    Duration.ofMillis(200)),
                Objective.percent("99.9"),
                Rolling.days(30),
                new Timeslices(Duration.ofMinutes(1), new BigDecimal("0.95")),
                Counting.defaults(),
                new Alerting(
                    List.of("order", "stock"),
                    20,
                    3,
                    Set.of(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty()),
                Map.of(),
                new Place("shop.yaml", 10, 9)));
  }

  @ParameterizedTest
  @CsvSource({"order, 3", "gateway, 2"})
  void servicesFiles_areRead(String service, int count) {
    assertThat(SloTexts.read(SloTexts.ofService(service)))
        .hasSize(count)
        .allSatisfy(slo -> assertThat(slo.service()).isEqualTo(service));
  }

  @Test
  void badSelector_isBadOfTotal() {
    var text =
        with("good:", "bad:").replace("checkout_seconds_bucket{le=\"0.2\"}", "failures_total");
    assertThat(indicator(text))
        .isEqualTo(
            new BadOfTotal(Selector.of("failures_total"), Selector.of("checkout_seconds_count")));
  }

  @Test
  void goodCounter_isGoodOfTotal() {
    var text = with("checkout_seconds_bucket{le=\"0.2\"}", "successes_total{a!=\"\",b=~'x|y',}");
    assertThat(indicator(text)).isInstanceOf(GoodOfTotal.class);
  }

  @Test
  void bucketOfAnotherUnit_isGoodOfTotal() {
    var text = with("checkout_seconds_bucket{le=\"0.2\"}", "body_bytes_bucket{le=\"1024\"}");
    assertThat(indicator(text)).isInstanceOf(GoodOfTotal.class);
  }

  @Test
  void rawRatio_isRead() {
    var raw =
        CORRECT
            .replaceAll("(?s) +good:.*?checkout_seconds_count\n", "")
            .replace(
                "        counter: true\n",
                """
                        rawType: success
                        raw:
                          metricSource:
                            type: Prometheus
                            spec:
                              query: probe_success
                """);
    assertThat(indicator(raw)).isEqualTo(new RawRatio("probe_success", RatioOf.SUCCESS));
  }

  @Test
  void everyMistake_isReportedAtOnceInOrder() {
    var text =
        with("target: 0.999", "targetPercent: 100")
            .replace("budgetingMethod: Timeslices", "budgetingMethod: Timeslice")
            .replace("  service: shop", "  service: shpo\n  colour: red")
            .replace("duration: 30d", "duration: 1M");
    assertThat(problems(text))
        .containsExactly(
            "shop.yaml:15:12: Service 'shpo' is not declared. Did you mean 'shop'.",
            "shop.yaml:16:3: Unknown field 'colour'. Use one of: alertPolicies, description.",
            "shop.yaml:32:17: '1M' is not a duration. Write a number and m, h, d or w, such as"
                + " 30d.",
            "shop.yaml:34:20: Unknown budgeting method 'Timeslice'. Did you mean 'Timeslices'.",
            "shop.yaml:36:22: Objective '100' leaves no error budget. Use a value above 0 and"
                + " below 100.");
  }

  private static Indicator indicator(String text) {
    return SloTexts.read(text).getFirst().indicator();
  }
}
