package dev.nines.slo.compiler;

import dev.nines.slo.compiler.BurnThreshold.Applied;
import dev.nines.slo.compiler.rule.RuleTest;
import dev.nines.slo.compiler.rule.RuleTest.Expectation;
import dev.nines.slo.compiler.rule.RuleTest.Pace;
import dev.nines.slo.compiler.rule.RuleTest.Series;
import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Budgeting.RatioTimeslices;
import dev.nines.slo.model.Budgeting.Timeslices;
import dev.nines.slo.model.Indicator.Composite;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Severity;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Stories that every SLO's rules must pass, told through promtool.
 *
 * <p>promtool evaluates all groups at one interval. At 5 s the live series are as in production and
 * the base series come too often, so only windows of up to 5m can be timed; at 1 m it is the other
 * way round. Hence two tests of an outage.
 */
final class Stories {
  private static final Duration LIVE = Duration.ofSeconds(5);
  private static final Duration SPARSE = Duration.ofSeconds(30);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HEALTHY = Duration.ofMinutes(6);
  private static final Duration OUTAGE = Duration.ofMinutes(5);

  /** Longer outages are not told: promtool would take too long over them. */
  private static final Duration LONGEST = Duration.ofHours(8);

  private final Slo slo;
  private final Applied applied;
  private final List<ExampleSeries> examples;
  private final Optional<ExampleGauge> gauge;
  private final double rate;

  Stories(Slo slo, Applied applied) {
    this.slo = slo;
    this.applied = applied;
    this.examples = canBeTold(slo) ? ExampleSeries.of(slo) : List.of();
    this.gauge = ExampleGauge.of(slo);
    this.rate = enough();
  }

  /** Empty when no series can be made up for the SLO's selectors. */
  List<RuleTest> all() {
    if (examples.isEmpty() && gauge.isEmpty()) {
      return List.of();
    }
    var tests = new ArrayList<RuleTest>();
    boolean burns = !applied.thresholds().isEmpty();
    // A composite's parts have the alerts about missing data; its pages end by their windows.
    boolean counts = Events.areCountedBy(slo);
    // Of longer slices, the end decides when anything is seen.
    if (burns && counts && slice().compareTo(MINUTE) <= 0) {
      tests.add(outage());
    }
    if (burns) {
      tests.add(tiers());
    }
    if (burns && isDivisible()) {
      tests.add(halfTheBudget());
    }
    if (counts) {
      tests.add(noTraffic());
    }
    if (burns && gauge.isEmpty()) {
      tests.add(oneFailureAtNight());
    }
    if (counts || gauge.isPresent()) {
      tests.add(seriesGone());
    }
    tests.add(targetDown());
    tests.addAll(new PolicyStories(slo, this::test, rate).all());
    if (!slo.alerting().dependsOn().isEmpty()) {
      tests.addAll(new DependencyStories(slo, applied, this::test, rate).all());
    }
    return tests;
  }

  /** Slices within a composite would need a pace of their own. */
  private static boolean canBeTold(Slo slo) {
    return !(slo.indicator() instanceof Composite composite)
        || composite.parts().stream()
            .allMatch(part -> part.slo().budgeting() instanceof Occurrences);
  }

  /** 50 events a second, or as many as let the last minute tell that each page is over. */
  private double enough() {
    double share =
        applied.of(Severity.PAGE).stream().mapToDouble(this::shareOfBadEvents).min().orElse(1);
    return share == 0 ? 50 : Math.max(50, Math.ceil(12 / (share * MINUTE.toSeconds())));
  }

  private double shareOfBadEvents(BurnThreshold threshold) {
    return sliceBudget(slo).orElse(threshold.errorRatio()).doubleValue();
  }

  private static Optional<BigDecimal> sliceBudget(Slo slo) {
    return Measure.of(slo).sliceBudget();
  }

  private RuleTest outage() {
    var time =
        new Timeline(LIVE)
            .traffic(HEALTHY, rate, 0)
            .traffic(OUTAGE, rate, 1)
            .traffic(Duration.ofMinutes(2), rate, 0)
            .traffic(Duration.ofMinutes(3), 0, 0);
    var over = HEALTHY.plus(OUTAGE);
    var expectations = new ArrayList<Expectation>();
    expectations.add(burning(HEALTHY, Map.of()));
    var paging = new ArrayList<BurnThreshold>();
    for (var threshold : applied.of(Severity.PAGE)) {
      if (threshold.tier().longWindow().equals(OUTAGE)) {
        expectations.addAll(firstSeen(threshold));
      }
      if (isSureToPage(threshold)) {
        paging.add(threshold);
      }
    }
    paging.forEach(t -> expectations.add(tier(over, t, true)));
    paging.forEach(t -> expectations.add(tier(over.plusSeconds(40), t, true)));
    if (!sliceBudget(slo).filter(budget -> budget.signum() == 0).isPresent()) {
      expectations.add(none(over.plusSeconds(75), burn("severity=\"page\"")));
      // Nor does a page come back because the traffic stops.
      expectations.add(none(over.plusMinutes(4), burn("severity=\"page\"")));
    }
    return test("a total outage pages, and all pages end together", time, Pace.LIVE, expectations);
  }

  /** The cliff sees an outage when this fills the threshold's share of its five minutes. */
  private List<Expectation> firstSeen(BurnThreshold threshold) {
    long step = LIVE.toSeconds();
    double seconds = threshold.errorRatio().doubleValue() * OUTAGE.toSeconds();
    // A slice must first be bad itself.
    long slack = Measure.of(slo).countsSlices() ? MINUTE.toSeconds() : 0;
    long before = Math.max(0, ((long) (seconds / step) - 1) * step);
    long after = ((long) (seconds / step) + 1) * step + slack;
    var expectations = new ArrayList<Expectation>();
    expectations.add(tier(HEALTHY.plusSeconds(before), threshold, false));
    if (after < OUTAGE.toSeconds()) {
      expectations.add(tier(HEALTHY.plusSeconds(after), threshold, true));
    }
    return expectations;
  }

  /** At this evaluation interval the base comes twelve times too often, and covers sooner. */
  private boolean isSureToPage(BurnThreshold threshold) {
    var window = threshold.tier().longWindow();
    double history = HEALTHY.plus(OUTAGE).toSeconds();
    double seen = Math.min(history, (double) window.toSeconds());
    double covered = Math.min(1, seen * 12 / window.toSeconds());
    double ratio = Math.min(1, OUTAGE.toSeconds() / seen);
    return covered * ratio > 1.2 * threshold.errorRatio().doubleValue();
  }

  private RuleTest tiers() {
    var expectations = new ArrayList<Expectation>();
    var longest = OUTAGE;
    for (var threshold : applied.thresholds()) {
      var seen = seenAfter(threshold);
      if (threshold.tier().longWindow().compareTo(OUTAGE) > 0 && seen.compareTo(LONGEST) < 0) {
        boolean longer = slice().compareTo(MINUTE) > 0;
        var early = longer ? Duration.ZERO : seen;
        var late = seen.plusMinutes(2).plus(longer ? slice().multipliedBy(2) : Duration.ZERO);
        expectations.add(tier(HEALTHY.plus(early), threshold, false));
        expectations.add(tier(HEALTHY.plus(late), threshold, true));
        longest = late.compareTo(longest) > 0 ? late : longest;
      }
    }
    var time =
        new Timeline(SPARSE).traffic(HEALTHY, rate, 0).traffic(longest.plusMinutes(5), rate, 1);
    return test("an outage reaches one tier after the other", time, Pace.BASE, expectations);
  }

  /** Whether some of what is counted can be bad at any moment; a value is good or bad. */
  private boolean isDivisible() {
    return !(slo.indicator() instanceof RawRatio raw && raw.values().isPresent());
  }

  /** How long slices are; none where events are counted. */
  private Duration slice() {
    return switch (slo.budgeting()) {
      case Timeslices(var slice, _) -> slice;
      case RatioTimeslices(var slice) -> slice;
      case Occurrences _ -> Duration.ZERO;
    };
  }

  /** Whole minutes of outage that a tier does not see yet, whatever the history before it. */
  private static Duration seenAfter(BurnThreshold threshold) {
    double window = threshold.tier().longWindow().toSeconds();
    double seconds = threshold.errorRatio().doubleValue() * window;
    // A hair less where it is a whole number of minutes: rounding decides that one.
    return Duration.ofMinutes((long) ((seconds - 1) / MINUTE.toSeconds()));
  }

  private RuleTest halfTheBudget() {
    var time = new Timeline(SPARSE).traffic(Duration.ofMinutes(40), rate, halfBadShare());
    return test(
        "half the budget tells nobody",
        time,
        Pace.BASE,
        List.of(
            burning(Duration.ofMinutes(15), Map.of()), burning(Duration.ofMinutes(39), Map.of())));
  }

  private double halfBadShare() {
    return sliceBudget(slo).orElse(slo.objective().budget()).doubleValue() / 2;
  }

  private RuleTest noTraffic() {
    var time =
        new Timeline(SPARSE)
            .traffic(Duration.ofMinutes(1), rate, 0)
            .traffic(Duration.ofMinutes(63), 0, 0);
    var at = Duration.ofMinutes(63);
    return test(
        "no traffic is no sample, and idle",
        time,
        Pace.BASE,
        List.of(
            none(
                at, "{__name__=~\"slo:sli_error:ratio_rate(1|5|30)m\",slo=\"" + slo.name() + "\"}"),
            alerts(at, "slo=\"" + slo.name() + "\"", Map.of("{alertname=\"SLOIdle\"}", 1.0))));
  }

  private RuleTest oneFailureAtNight() {
    double quiet = 1.0 / MINUTE.toSeconds();
    var failure = Duration.ofMinutes(30);
    var time =
        new Timeline(SPARSE)
            .traffic(failure, quiet, 0)
            .traffic(SPARSE, 1.0 / SPARSE.toSeconds(), 1)
            .traffic(Duration.ofMinutes(15), quiet, 0);
    return test(
        "one failure at night wakes nobody",
        time,
        Pace.BASE,
        List.of(
            burning(failure.plusMinutes(1), Map.of()),
            burning(failure.plusMinutes(2), Map.of()),
            burning(failure.plusMinutes(6), Map.of()),
            burning(failure.plusMinutes(15), Map.of())));
  }

  private RuleTest seriesGone() {
    var time = new Timeline(SPARSE).traffic(HEALTHY, rate, 0).gone(Duration.ofMinutes(9));
    var at = HEALTHY.plusMinutes(8);
    var series = new ArrayList<>(counters(time));
    series.add(new Series(up(), time.always()));
    return new RuleTest(
        name("gone series are missing, not down"),
        SPARSE,
        Pace.BASE,
        series,
        List.of(
            alerts(at, own(), Map.of("{alertname=\"" + NoDataAlerts.SERIES_MISSING + "\"}", 1.0)),
            alerts(at, "alertname=\"" + NoDataAlerts.TARGET_DOWN + "\"", Map.of())));
  }

  private RuleTest targetDown() {
    var time = new Timeline(SPARSE).traffic(HEALTHY, rate, 0).gone(Duration.ofMinutes(5));
    var at = HEALTHY.plusMinutes(4);
    return test(
        "a target that is down is down, and nothing else",
        time,
        Pace.BASE,
        List.of(
            alerts(at, own(), Map.of()),
            alerts(
                at,
                "alertname=\"%s\",service=\"%s\""
                    .formatted(NoDataAlerts.TARGET_DOWN, slo.service()),
                Map.of("{alertname=\"" + NoDataAlerts.TARGET_DOWN + "\"}", 1.0))));
  }

  private RuleTest test(String story, Timeline time, Pace pace, List<Expectation> expectations) {
    var series = new ArrayList<>(counters(time));
    series.add(new Series(up(), time.up()));
    return new RuleTest(name(story), time.interval(), pace, series, expectations);
  }

  private List<Series> counters(Timeline time) {
    return Stream.concat(
            examples.stream()
                .map(example -> new Series(example.selector(), time.counter(example.role()))),
            gauge.stream().map(example -> new Series(example.selector(), time.gauge(example))))
        .toList();
  }

  private String name(String story) {
    return slo.name() + ": " + story;
  }

  private String up() {
    return "up{service=\"" + slo.service() + "\"}";
  }

  private String own() {
    return "slo=\"" + slo.name() + "\"";
  }

  private String burn(String matcher) {
    return "ALERTS{alertname=\"%s\",alertstate=\"firing\",%s,%s}"
        .formatted(BurnAlerts.NAME, own(), matcher);
  }

  private Expectation tier(Duration at, BurnThreshold threshold, boolean fires) {
    var query = "count(" + burn("tier=\"" + threshold.tier().name() + "\"") + ")";
    return new Expectation(at, query, fires ? Map.of("{}", 1.0) : Map.of());
  }

  private Expectation burning(Duration at, Map<String, Double> samples) {
    return alerts(at, own() + ",alertname=\"" + BurnAlerts.NAME + "\"", samples);
  }

  private static Expectation alerts(Duration at, String matchers, Map<String, Double> samples) {
    var query = "count by (alertname) (ALERTS{alertstate=\"firing\",%s})".formatted(matchers);
    return new Expectation(at, query, samples);
  }

  private static Expectation none(Duration at, String query) {
    return new Expectation(at, query, Map.of());
  }
}
