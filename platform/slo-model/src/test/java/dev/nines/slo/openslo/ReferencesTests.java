package dev.nines.slo.openslo;

import static dev.nines.slo.openslo.SloTexts.SHARED;
import static dev.nines.slo.openslo.SloTexts.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.model.Indicator.BadOfTotal;
import dev.nines.slo.model.Objective;
import dev.nines.slo.model.Place;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Slo;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTests {
  @Test
  void eachObjective_isAnSloOfItsOwn_withTheSharedIndicator() {
    var slos = SloTexts.read(SHARED);

    assertThat(slos).extracting(Slo::name).containsExactly("checkout-gold", "checkout-99");
    assertThat(slos)
        .extracting(Slo::displayName)
        .containsExactly("Checkout works, Gold!", "Checkout works, 99 %");
    assertThat(slos)
        .extracting(Slo::objective)
        .containsExactly(Objective.percent("99.95"), Objective.percent("99"));
    assertThat(slos)
        .extracting(Slo::place)
        .containsExactly(new Place("shop.yaml", 14, 20), new Place("shop.yaml", 16, 7));
    assertThat(slos)
        .allSatisfy(slo ->
            assertThat(slo.indicator())
                .isEqualTo(
                    new BadOfTotal(Selector.of("failures_total"), Selector.of("checkouts_total"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          indicatorRef: checkout-success | indicatorRef: checkout-sucess | 8:17: SLI 'checkout-sucess' is not declared. Did you mean 'checkout-success'.
          indicatorRef: checkout-success | indicatorRef: main | 8:17: SLI 'main' is not declared. Add a document of kind SLI with this name.
          metricSourceRef: main | metricSourceRef: maim | 27:26: DataSource 'maim' is not declared. Did you mean 'main'.
          metricSourceRef: main | typ: Prometheus | 27:9: Unknown field 'typ'. Did you mean 'type'.
          type: Prometheus | type: Datadog | 41:9: Source type 'Datadog' is not implemented. Use Prometheus.
          type: Prometheus | {type: Prometheus, connectionDetails: {url: x}} | 41:42: Connection details are not implemented. Remove them: rules run in the Prometheus that loads them.
          displayName: Gold! | displayName: 99 % | 16:7: SLO 'checkout-99' is declared already at shop.yaml:14:20. Give it a name of its own.
          displayName: Gold! | displayName: '!' | 14:20: 'checkout-' is no name for the SLO of this objective. Give it a displayName with letters or digits that is short enough: 63 characters in all.
          bad: | bda: | 25:5: Unknown field 'bda'. Use one of: bad, good.
          """)
  void mistake_isNamedAtItsPlace(String old, String changed, String problem) {
    assertThat(SHARED).contains(old);

    assertThat(problems(SHARED.replace(old, changed))).contains("shop.yaml:" + problem);
  }

  @Test
  void brokenIndicator_isReportedOnceWhereItStands() {
    assertThat(problems(SHARED.replace("counter: true", "counter: perhaps")))
        .containsExactly(
            "shop.yaml:24:14: Field 'counter' must be true or false, was the string 'perhaps'. Write"
                + " true or false.");
  }

  @Test
  void indicatorTwice_isRejected() {
    var both =
        SHARED.replace(
            "  indicatorRef: checkout-success\n",
            "  indicatorRef: checkout-success\n  indicator: {spec: {ratioMetric: {}}}\n");

    assertThat(problems(both))
        .contains(
            "shop.yaml:9:3: Both 'indicator' and 'indicatorRef' are given. Give exactly one of"
                + " them.");
  }

  @Test
  void noObjective_isRejected() {
    var none = SHARED.replaceAll("(?s)  objectives:.*?---", "  objectives: []\n---");

    assertThat(problems(none))
        .containsExactly("shop.yaml:13:3: Field 'objectives' has 0 elements. Add one.");
  }

  @Test
  void documents_mayStandInAnyFile() {
    var parts = SHARED.split("---\n");
    var sources =
        List.of(
            new Source("a.yaml", parts[0]),
            new Source("b.yaml", parts[1]),
            new Source("c.yaml", parts[2] + "---\n" + parts[3]));

    assertThat(new OpenSloReader().read(sources))
        .isInstanceOfSatisfying(Reading.Read.class, read -> assertThat(read.slos()).hasSize(2));
  }
}
