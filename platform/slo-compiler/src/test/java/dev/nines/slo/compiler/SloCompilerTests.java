package dev.nines.slo.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Alert;
import dev.nines.slo.compiler.rule.Rule.Recording;
import dev.nines.slo.compiler.rule.RuleGroup;
import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.Source;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SloCompilerTests {
  private final SloCompiler compiler = new SloCompiler(Options.defaults());

  @ParameterizedTest
  @MethodSource("everyKind")
  void groups_staySmallAndFresh(Slo slo) {
    assertThat(groups(slo))
        .allSatisfy(group -> {
          assertThat(group.rules()).hasSizeLessThanOrEqualTo(RuleGroup.MAX_RULES);
          assertThat(group.interval()).isLessThan(Duration.ofMinutes(5));
        });
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void recordedSeries_areEachRecordedOnce(Slo slo) {
    assertThat(recordings(slo))
        .extracting(recording -> recording.metric() + recording.labels().get("tier"))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void everySeriesReadByAnAlert_isRecorded(Slo slo) {
    var recorded = recordings(slo).map(Recording::metric).toList();
    var read = Pattern.compile("slo:[a-z0-9_]+:[a-zA-Z0-9_]+");
    rules(slo)
        .map(Rule::expression)
        .flatMap(expression -> read.matcher(expression).results())
        .forEach(result -> assertThat(recorded).contains(result.group()));
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void everyAlert_saysWhatAPersonNeeds(Slo slo) {
    rules(slo)
        .filter(Alert.class::isInstance)
        .map(Alert.class::cast)
        .filter(alert -> !"none".equals(alert.labels().get("severity")))
        .forEach(alert ->
            assertThat(alert.annotations())
                .containsOnlyKeys(
                    "summary",
                    "description",
                    "burn_rate",
                    "budget_remaining",
                    "budget_exhausted_in",
                    "objective",
                    "runbook_url",
                    "next"));
  }

  @Test
  void longWindow_isTwoSumsThenOneDivision() {
    assertThat(expression(Slos.availability("99.9", 30), "slo:sli_error:ratio_rate30d"))
        .isEqualTo(
            """
            sum_over_time(slo:bad_events:rate1m{service="shop",slo="s"}[30d])
            /
            (sum_over_time(slo:total_events:rate1m{service="shop",slo="s"}[30d]) > 0)\
            """);
  }

  @Test
  void wholeBound_matchesBothSpellings() {
    var slo = Slos.slo(Slos.LATENCY, "99", 30, new Occurrences());
    assertThat(expression(slo, Series.BAD_EVENTS))
        .contains("orders_seconds_bucket{le=~\"1|1\\\\.0\"}[1m2s]");
  }

  @Test
  void bad_isWhatIsNotGood() {
    assertThat(expression(Slos.availability("99.9", 30), Series.LAST_MINUTE_BAD))
        .isEqualTo(
            """
            clamp_min(
              sum(increase(orders_total[1m]))
              - (sum(increase(orders_total{status="ok"}[1m])) or sum(increase(orders_total[1m])) * 0),
              0
            )\
            """);
  }

  @Test
  void slice_isBadOrNot() {
    var slo = Slos.slo(Slos.LATENCY, "99", 7, Slos.SLICES);
    assertThat(expression(slo, Series.BAD_SLICES))
        .isEqualTo(
            """
            slo:bad_events:rate1m{service="shop",slo="s"}
            > bool
            slo:total_events:rate1m{service="shop",slo="s"} * 0.05\
            """);
  }

  @Test
  void rawRatio_hasNoGuardAndSaysSo() {
    var slo = Slos.slo(Slos.RAW, "99", 30, new Occurrences());
    assertThat(compiler.compiled(List.of(slo)).notes())
        .extracting(Note::fact)
        .contains("'s' counts no events, but moments: its alerts have no low-traffic guard");
    assertThat(recordings(slo)).extracting(Recording::metric).doesNotContain(Series.BAD_EVENTS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15})
  void base_reachesOneScrapeFurther(int seconds) {
    var options = Options.defaults().withScrapeInterval(Duration.ofSeconds(seconds));
    var rules = new SloCompiler(options).compiled(List.of(Slos.availability("99.9", 30)));
    assertThat(rules.services().getFirst().groups())
        .flatExtracting(RuleGroup::rules)
        .filteredOn(rule -> rule instanceof Recording r && r.metric().equals(Series.TOTAL_EVENTS))
        .extracting(Rule::expression)
        .containsExactly("sum(rate(orders_total[1m" + seconds + "s]))");
  }

  @Test
  void brokenFile_isRejectedWithItsProblems() {
    assertThat(compiler.compile(List.of(new Source("x.yaml", "a: b"))))
        .isInstanceOfSatisfying(
            Compilation.Rejected.class, rejected -> assertThat(rejected.problems()).isNotEmpty());
  }

  static Stream<Slo> everyKind() {
    return Stream.of(Slos.EVENTS, Slos.LATENCY, Slos.RAW)
        .flatMap(indicator ->
            Stream.of("95", "99.99")
                .flatMap(percent ->
                    Stream.of(1, 3, 7, 30, 90)
                        .flatMap(days ->
                            Stream.of(
                                Slos.slo(indicator, percent, days, new Occurrences()),
                                Slos.slo(indicator, percent, days, Slos.SLICES),
                                Slos.slo(indicator, percent, days, Slos.RATIO_SLICES)))));
  }

  private List<RuleGroup> groups(Slo slo) {
    return compiler.compiled(List.of(slo)).services().getFirst().groups();
  }

  private Stream<Rule> rules(Slo slo) {
    return groups(slo).stream().flatMap(group -> group.rules().stream());
  }

  private Stream<Recording> recordings(Slo slo) {
    return rules(slo).filter(Recording.class::isInstance).map(Recording.class::cast);
  }

  private String expression(Slo slo, String metric) {
    return recordings(slo)
        .filter(r -> r.metric().equals(metric))
        .findFirst()
        .orElseThrow()
        .expression();
  }
}
