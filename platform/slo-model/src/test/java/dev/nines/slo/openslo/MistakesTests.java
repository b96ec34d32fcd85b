package dev.nines.slo.openslo;

import static dev.nines.slo.openslo.SloTexts.problems;
import static dev.nines.slo.openslo.SloTexts.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake is named where it is, with what to do about it. */
class MistakesTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          kind: SLO | kind: SLOO | 8:7: Unknown kind 'SLOO'. Did you mean 'SLO'.
          name: checkout | name: Check Out | 10:9: 'Check Out' is not a name. Use lower-case letters, digits and dashes, at most 63.
          name: checkout | name: 12 | 10:9: Field 'name' must be a string, was '12'. Put it in quotes.
          name: checkout | name: | 10:8: Field 'name' must be a string, was empty. Write a string.
          name: checkout | nmae: checkout | 10:3: Unknown field 'nmae'. Did you mean 'name'.
          nines.dev/depends-on | nines.dev/depend-on | 12:5: Unknown field 'nines.dev/depend-on'. Did you mean 'nines.dev/depends-on'.
          nines.dev/depends-on | nine.dev/depends-on | 12:5: Unknown field 'nine.dev/depends-on'. Did you mean 'nines.dev/depends-on'.
          nines.dev/depends-on: order, stock | nines.dev/drop-tiers: cliff, fats | 12:34: Unknown tier 'fats'. Did you mean 'fast'.
          nines.dev/depends-on: order, stock | nines.dev/drop-tiers: fast, fast | 12:33: Tier 'fast' is named twice. Name it once.
          nines.dev/depends-on: order, stock | nines.dev/drop-tiers: cliff,fast,medium,slow,trend,drift | 12:27: All tiers are dropped: the SLO would have no alert. Keep at least one tier.
          nines.dev/depends-on: order, stock | nines.dev/tiers: cliff 2% 10m/2m, fast 3 1h/5m | 12:39: 'fast 3 1h/5m' does not say how to tune a tier. Write its name, the share of the budget and both windows: cliff 2% 10m/2m.
          nines.dev/depends-on: order, stock | nines.dev/tiers: cliff 2% 10m/10m | 12:22: Tier 'cliff 2% 10m/10m' can't be. Use a share above 0% and at most 100%, a long window of at least 5m and a shorter one.
          nines.dev/depends-on: order, stock | nines.dev/group-by: le | 12:25: 'le' is not a label to group by. Name one label of the total's series, such as tenant.
          nines.dev/depends-on: order, stock | nines.dev/group-cap: "5" | 12:5: A cap of groups means nothing without a label to group by. Add nines.dev/group-by.
          nines.dev/depends-on: order, stock | nines.dev/exclude: 2026-01-01/2026-01-02 | 12:24: '2026-01-01/2026-01-02' is not a span of time. Write two moments such as 2026-01-31T22:00:00Z/2026-02-01T02:00:00Z.
          nines.dev/depends-on: order, stock | nines.dev/compatible-labels: pyrra | 12:34: Labels as 'pyrra' are not implemented. Use sloth.
          order, stock | Order | 12:27: 'Order' is not a name. Use lower-case letters, digits and dashes, at most 63.
          "20" | "0" | 13:36: Annotation 'nines.dev/page-min-bad-events' must be a count of at least 1, was '0'. Write a whole number in quotes, such as "10".
          "20" | 20 | 13:36: Field 'nines.dev/page-min-bad-events' must be a string, was '20'. Put it in quotes.
          spec: {} | spec: {color: red} | 5:8: Unknown field 'color'. Use one of: description.
          counter: true | counter: yes | 19:18: Field 'counter' must be true or false, was the string 'yes'. Write true or false.
          type: Prometheus | type: Datadog | 22:19: Source type 'Datadog' is not implemented. Use Prometheus.
          le="0.2" | le=~"0.2" | 24:46: The bound le=~"0.2" is not one positive number. Name exactly one bucket, such as le="0.2".
          le="0.2" | a="0.2" | 24:22: A bucket selector needs the bound that is still good. Add a matcher such as le="0.2".
          query: checkout_seconds_count | query: rate(checkout_seconds_count[5m]) | 29:26: '(checkout_seconds_count[5m])' follows the selector. Write a bare selector; the compiler adds rate, window and aggregation.
          query: checkout_seconds_count | query: x{a="b" | 29:29: The selector ends too early. Close it with '}'.
          query: checkout_seconds_count | query: x{a=~"(?=b)"} | 29:27: '(?=b)' is not a regular expression that Prometheus knows. Use RE2's syntax: no look-around, no back-references.
          duration: 30d | duration: 5y | 31:17: '5y' is not a duration. Write a number and m, h, d or w, such as 30d.
          duration: 30d | duration: 93d | 31:17: A rolling period of 93d is not implemented. Use 1d to 92d.
          isRolling: true | calendar: {startTime: 2026-01-31, timeZone: UTC} | 32:29: '2026-01-31' is not a date with a time. Write it as 2026-01-01 00:00:00, without a zone.
          isRolling: true | calendar: {startTime: '2026-01-01 00:00:00', timeZone: Europe/Berlyn} | 32:62: Unknown time zone 'Europe/Berlyn'. Did you mean 'Europe/Berlin'.
          isRolling: true | calendar: {startTime: '2026-01-01 00:00:00', timeZone: Africa/Casablanca} | 32:62: The clock of Africa/Casablanca changes by decree, which no rule can follow. Use a zone of the same offset, such as UTC.
          isRolling: true | isRolling: false | 31:7: A period that does not roll needs a calendar. Add 'calendar:' with startTime and timeZone, or write 'isRolling: true'.
          budgetingMethod: Timeslices | budgetingMethod: RatioTimeslices | 37:7: Field 'timeSliceTarget' means nothing with budgeting method RatioTimeslices. Remove it, or use Timeslices.
          target: 0.999 | target: 1 | 35:15: Objective '1' leaves no error budget. Use a value above 0 and below 1.
          target: 0.999 | target: 99.9 | 35:15: Objective '99.9' is out of range. Use a value above 0 and below 1.
          target: 0.999 | target: 1e-9 | 35:15: Objective '1e-9' is out of range. Use a value above 0 and below 1.
          target: 0.999 | target: "0.999" | 35:15: Field 'target' must be a number, was the string '0.999'. Write a number.
          timeSliceWindow: 1m | timeSliceWindow: 2h | 36:24: Slices of 2h are not implemented. Use 1m to 1h.
          timeSliceTarget: 0.95 | timeSliceTarget: 95 | 37:24: Slice target '95' is out of range. Use a value above 0 and at most 1.
          budgetingMethod: Timeslices | budgetingMethod: Occurrences | 36:7: Field 'timeSliceWindow' means nothing with budgeting method Occurrences. Remove it, or use Timeslices.
          """)
  void mistake_isNamedAtItsPlace(String old, String changed, String problem) {
    assertThat(problems(with(old, changed == null ? "" : changed)))
        .contains("shop.yaml:" + problem);
  }

  @Test
  void duplicateField_isRejected() {
    assertThat(problems(with("  service: shop", "  service: shop\n  service: shop")))
        .containsExactly(
            "shop.yaml:16:3: Field 'service' is given twice, first in line 15. Remove one of them.");
  }

  @Test
  void anchorsAliasesAndTags_areRejected() {
    assertThat(
            problems(with("service: shop", "service: &s shop").replace("name: shop", "name: *s")))
        .contains("shop.yaml:4:9: Aliases are not supported. Write the value out.");
    assertThat(problems(with("service: shop", "service: !!str shop")))
        .containsExactly("shop.yaml:15:12: Tags are not supported. Remove it.");
  }

  @Test
  void brokenYaml_isRejectedAtItsPlace() {
    assertThat(problems(with("  service: shop", "  service: [shop")))
        .hasSize(1)
        .allSatisfy(p -> assertThat(p).startsWith("shop.yaml:16:").contains("This is not YAML"));
  }

  @Test
  void emptyFile_isRejected() {
    for (var text : List.of("", "\n", "# nothing\n")) {
      assertThat(problems(text))
          .containsExactly(
              "shop.yaml:1:1: The file holds no document. Write an SLO, or remove the file.");
    }
  }

  @Test
  void sameName_inTwoFiles_isRejected() {
    var reading =
        new OpenSloReader()
            .read(
                List.of(
                    new Source("a.yaml", SloTexts.CORRECT),
                    new Source("b.yaml", SloTexts.CORRECT)));
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Rejected.class,
            rejected ->
                assertThat(rejected.problems())
                    .extracting(Object::toString)
                    .containsExactly(
                        "b.yaml:4:9: Service 'shop' is declared already at a.yaml:4:9. Remove one of"
                            + " them.",
                        "b.yaml:10:9: SLO 'checkout' is declared already at a.yaml:10:9. Give it a"
                            + " name of its own."));
  }
}
