package dev.nines.slo.openslo;

import static dev.nines.slo.openslo.SloTexts.SHARED;
import static dev.nines.slo.openslo.SloTexts.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.model.Indicator.RatioOf;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Slo;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdTests {
  private static final String VALUES =
      SHARED
          .replaceAll(
              "(?s)  ratioMetric:.*?---",
              """
                thresholdMetric:
                  metricSource:
                    metricSourceRef: main
                    spec:
                      query: queue_length{queue="mail"}
              ---\
              """)
          .replace("targetPercent: 99.95", "targetPercent: 99.95\n      op: lte\n      value: 100")
          .replace("target: 0.99\n", "target: 0.99\n      op: lt\n      value: 50.5\n");

  @ParameterizedTest
  @CsvSource({"lt, >=", "lte, >", "gt, <=", "gte, <"})
  void value_isBadWhenItIsNotGood(String op, String bad) {
    assertThat(SloTexts.read(VALUES.replace("op: lte", "op: " + op)))
        .first()
        .extracting(Slo::indicator)
        .asInstanceOf(InstanceOfAssertFactories.type(RawRatio.class))
        .returns(RatioOf.FAILURE, RawRatio::meaning)
        .returns(
            "((queue_length{queue=\"mail\"}) == (queue_length{queue=\"mail\"})) %s bool 100"
                .formatted(bad),
            RawRatio::query);
  }

  @Test
  void eachObjective_hasABoundOfItsOwn() {
    assertThat(SloTexts.read(VALUES))
        .extracting(Slo::indicator)
        .extracting(Object::toString)
        .satisfiesExactly(
            gold -> assertThat(gold).contains("> bool 100"),
            other -> assertThat(other).contains(">= bool 50.5"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          op: lte | op: le | 16:11: Unknown op 'le'. Did you mean 'lt'.
          op: lte | pp: lte | 16:7: Unknown field 'pp'. Did you mean 'op'.
          op: lte | pp: lte | 14:7: Field 'op' is missing. Add 'op:'.
          value: 100 | value: 1e400 | 17:14: '1e400' is not a number that is understood. Write it with at most 12 digits on each side of the point.
          query: queue_length{queue="mail"} | query: ' ' | 31:16: The query is empty. Write an expression that has a value at each moment.
          """)
  void mistake_isNamedAtItsPlace(String old, String changed, String problem) {
    assertThat(VALUES).contains(old);

    assertThat(problems(VALUES.replace(old, changed))).contains("shop.yaml:" + problem);
  }

  @Test
  void boundOfEvents_isRejected() {
    assertThat(problems(SHARED.replace("target: 0.99\n", "target: 0.99\n      op: lt\n")))
        .containsExactly(
            "shop.yaml:17:7: Field 'op' means nothing with a ratioMetric. Remove it, or use"
                + " thresholdMetric.");
  }

  @Test
  void gauges_areAShareOfEachMoment() {
    var text =
        SloTexts.WHOLE
            .replaceFirst("counter: true", "counter: false")
            .replace("search_total{ok=\"no\"}", "replicas{ready=\"no\"}")
            .replace("query: search_total}", "query: replicas}");
    assertThat(SloTexts.read(text).getFirst().indicator())
        .isEqualTo(
            new RawRatio(
                "(sum(replicas{ready=\"no\"}) or sum(replicas) * 0) / (sum(replicas) > 0)",
                RatioOf.FAILURE));
  }
}
