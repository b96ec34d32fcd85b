package dev.nines.slo.compiler;

import dev.nines.slo.compiler.BurnThreshold.Applied;
import dev.nines.slo.compiler.rule.RuleTest;
import dev.nines.slo.compiler.rule.RuleTest.Expectation;
import dev.nines.slo.compiler.rule.RuleTest.Pace;
import dev.nines.slo.compiler.rule.RuleTest.Series;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Stories of an SLO whose dependency has a page. */
final class DependencyStories {
  private static final Duration LIVE = Duration.ofSeconds(5);
  private static final Duration HEALTHY = Duration.ofMinutes(6);
  private static final Duration OUTAGE = Duration.ofMinutes(4);
  private static final Duration AFTER = Duration.ofMinutes(4);

  /** Makes a test of the SLO's own series and a story about them. */
  interface Storyteller {
    RuleTest test(String story, Timeline time, Pace pace, List<Expectation> expectations);
  }

  private final Slo slo;
  private final Applied applied;
  private final Storyteller storyteller;
  private final Timeline time;

  DependencyStories(Slo slo, Applied applied, Storyteller storyteller, double rate) {
    this.slo = slo;
    this.applied = applied;
    this.storyteller = storyteller;
    this.time =
        new Timeline(LIVE)
            .traffic(HEALTHY, rate, 0)
            .traffic(OUTAGE, rate, 1)
            .traffic(AFTER, rate, 0);
  }

  List<RuleTest> all() {
    var tests = new ArrayList<RuleTest>();
    tests.add(explained());
    boolean cliff =
        applied.thresholds().stream()
            .anyMatch(t ->
                t.tier().name().equals(Tier.names().getFirst())
                    && t.errorRatio().doubleValue() < 0.3);
    if (cliff) {
      tests.add(toldAlready());
    }
    return tests;
  }

  private RuleTest explained() {
    var over = HEALTHY.plus(OUTAGE);
    return withPage(
        "a dependency's page explains it, until two minutes after",
        HEALTHY.plusSeconds(10),
        over,
        List.of(
            helping(HEALTHY, false),
            helping(HEALTHY.plusSeconds(15), true),
            helping(over.plusSeconds(90), true),
            helping(over.plusSeconds(150), false)));
  }

  private RuleTest toldAlready() {
    var over = HEALTHY.plus(OUTAGE);
    return withPage(
        "a page that was told before its dependency's is not silenced",
        HEALTHY.plusMinutes(3),
        over,
        List.of(helping(HEALTHY.plusMinutes(3).plusSeconds(30), false), helping(over, false)));
  }

  private RuleTest withPage(
      String story, Duration from, Duration until, List<Expectation> expectations) {
    var test = storyteller.test(story, time, Pace.LIVE, expectations);
    var series = new ArrayList<>(test.series());
    series.add(new Series(page(), values(from, until)));
    return new RuleTest(test.name(), test.interval(), test.pace(), series, expectations);
  }

  private String page() {
    return "ALERTS{alertname=\"SLOErrorBudgetBurn\",alertstate=\"firing\",service=\"%s\",severity=\"page\"}"
        .formatted(slo.alerting().dependsOn().getFirst());
  }

  private static String values(Duration from, Duration until) {
    return "_x%d 1x%d stale _x100"
        .formatted(from.dividedBy(LIVE), until.minus(from).dividedBy(LIVE) - 1);
  }

  private Expectation helping(Duration at, boolean fires) {
    var query =
        "count(ALERTS{alertname=\"%s\",alertstate=\"firing\",slo=\"%s\"})"
            .formatted(DependencyAlert.NAME, slo.name());
    return new Expectation(at, query, fires ? Map.of("{}", 1.0) : Map.of());
  }
}
