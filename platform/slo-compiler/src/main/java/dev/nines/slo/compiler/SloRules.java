package dev.nines.slo.compiler;

import dev.nines.slo.compiler.BurnThreshold.Applied;
import dev.nines.slo.compiler.Events.Function;
import dev.nines.slo.compiler.Tier.Severity;
import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Recording;
import dev.nines.slo.compiler.rule.RuleGroup;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All rules of one SLO, in groups by how fresh their answer must be:
 *
 * <ol>
 *   <li>{@code live}, each 5 s: windows of 1m and 5m from the raw series, and all page tiers, so
 *       that these begin and end in the same evaluation;
 *   <li>{@code base}, each minute: the base series, windows of up to 6h from them;
 *   <li>{@code state}, each minute: what is promised, and whether there is data;
 *   <li>{@code period}, each 2 minutes: windows of days, the budget, and the ticket tiers.
 * </ol>
 *
 * A last one, each second, tells whether a dependency's page explains this SLO's.
 */
final class SloRules {
  static final Duration LIVE = Duration.ofSeconds(5);
  static final Duration BASE = Measure.STEP;
  static final Duration PERIOD = Duration.ofMinutes(2);
  static final Duration DEPENDENCY = Duration.ofSeconds(1);

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final List<Duration> HOURS =
      List.of(
          Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(2), Duration.ofHours(6));
  private static final List<Duration> DAYS = List.of(Duration.ofDays(1), Duration.ofDays(3));
  private static final Duration LONGEST_OF_BASE = Duration.ofHours(6);

  private final Slo slo;
  private final Options options;
  private final Measure measure;
  private final Map<String, String> labels;
  private final BurnAlerts burn;
  private final NoDataAlerts noData;
  private final List<Tier> tiers;

  SloRules(Slo slo, Options options, Applied applied) {
    this.slo = slo;
    this.options = options;
    this.measure = Measure.of(slo);
    this.labels = labels(slo);
    this.tiers = applied.thresholds().stream().map(BurnThreshold::tier).toList();
    var annotations = new Annotations(slo, options);
    this.burn = new BurnAlerts(measure, applied, annotations);
    this.noData = new NoDataAlerts(measure, annotations);
  }

  static Map<String, String> labels(Slo slo) {
    var labels = new LinkedHashMap<String, String>();
    labels.put("service", slo.service());
    labels.put("slo", slo.name());
    return labels;
  }

  List<RuleGroup> groups() {
    var groups = new ArrayList<RuleGroup>();
    groups.add(new RuleGroup(slo.name() + "/base", BASE, base()));
    groups.add(new RuleGroup(slo.name() + "/state", BASE, state()));
    groups.add(new RuleGroup(slo.name() + "/period", PERIOD, period()));
    groups.add(new RuleGroup(slo.name() + "/live", LIVE, live()));
    if (!slo.alerting().dependsOn().isEmpty()) {
      var alert = DependencyAlert.of(slo);
      groups.add(new RuleGroup(slo.name() + "/dependency", DEPENDENCY, List.of(alert)));
    }
    return groups;
  }

  private List<Rule> live() {
    var rules = new ArrayList<Rule>();
    if (measure.countsEvents()) {
      rules.addAll(lastMinutes());
    }
    rules.add(record(Series.ratio(MINUTE), lastMinuteRatio()));
    rules.add(record(Series.ratio(FIVE_MINUTES), fiveMinutesRatio()));
    rules.add(record(Series.covered(FIVE_MINUTES), fiveMinutesCovered()));
    rules.add(record(Series.CURRENT_BURN, byBudget(Series.ratio(FIVE_MINUTES))));
    rules.addAll(burn.verdicts());
    rules.addAll(burn.of(Severity.PAGE));
    return rules;
  }

  private List<Rule> lastMinutes() {
    return List.of(
        record(Series.LAST_MINUTE_TOTAL, measure.totalEvents(Function.INCREASE, MINUTE)),
        record(Series.LAST_MINUTE_BAD, measure.badEvents(Function.INCREASE, MINUTE)),
        record(
            Series.totalEvents(FIVE_MINUTES), measure.totalEvents(Function.INCREASE, FIVE_MINUTES)),
        record(Series.badEvents(FIVE_MINUTES), measure.badEvents(Function.INCREASE, FIVE_MINUTES)));
  }

  private String lastMinuteRatio() {
    var share = lastMinuteShare();
    // A slice is bad or not: its error ratio is 1 or 0.
    return measure
        .sliceBudget()
        .map(budget -> "(\n%s\n)\n> bool %s".formatted(share, Promql.number(budget)))
        .orElse(share);
  }

  private String lastMinuteShare() {
    return slo.indicator() instanceof RawRatio raw
        ? Measure.errorShare(raw, MINUTE)
        : share(Series.LAST_MINUTE_BAD, Series.LAST_MINUTE_TOTAL);
  }

  private String fiveMinutesRatio() {
    if (measure.countsSlices()) {
      return measure.ratio(FIVE_MINUTES);
    }
    return slo.indicator() instanceof RawRatio raw
        ? Measure.errorShare(raw, FIVE_MINUTES)
        : share(Series.badEvents(FIVE_MINUTES), Series.totalEvents(FIVE_MINUTES));
  }

  private String share(String bad, String total) {
    return "%s\n/\n(%s > 0)".formatted(measure.recorded(bad), measure.recorded(total));
  }

  /** Of the live series themselves where these make the window; slices come from the base. */
  private String fiveMinutesCovered() {
    if (measure.countsSlices()) {
      return measure.covered(FIVE_MINUTES);
    }
    var series = measure.countsEvents() ? Series.LAST_MINUTE_TOTAL : Series.ratio(MINUTE);
    return "clamp_max(count_over_time(%s[5m]) / %d, 1)"
        .formatted(measure.recorded(series), FIVE_MINUTES.dividedBy(LIVE));
  }

  private List<Rule> base() {
    var rules = new ArrayList<Rule>();
    rules.addAll(slo.indicator() instanceof RawRatio raw ? baseShares(raw) : baseEvents());
    if (measure.countsSlices()) {
      rules.addAll(baseSlices());
    }
    windows(HOURS).filter(this::isOfBase).forEach(window -> addWindow(rules, window));
    return rules;
  }

  private List<Rule> state() {
    var rules = new ArrayList<>(constants());
    rules.addAll(noData.ofSlo());
    return rules;
  }

  private List<Rule> baseEvents() {
    var window = BASE.plus(options.scrapeInterval());
    return List.of(
        record(Series.TOTAL_EVENTS, measure.totalEvents(Function.RATE, window)),
        record(Series.BAD_EVENTS, measure.badEvents(Function.RATE, window)));
  }

  private List<Rule> baseShares(RawRatio raw) {
    return List.of(
        record(Series.ERROR_SHARE, Measure.errorShare(raw, MINUTE)),
        record(Series.OBSERVED, measure.recorded(Series.ERROR_SHARE) + " * 0 + 1"));
  }

  /** A minute without traffic is observed but counts as no slice: 0 of 0. */
  private List<Rule> baseSlices() {
    if (!measure.countsEvents()) {
      var share = measure.recorded(Series.ERROR_SHARE);
      return List.of(
          record(Series.TOTAL_SLICES, measure.recorded(Series.OBSERVED)),
          record(
              Series.BAD_SLICES,
              measure
                  .sliceBudget()
                  .map(budget -> share + " > bool " + Promql.number(budget))
                  .orElse(share)));
    }
    var total = measure.recorded(Series.TOTAL_EVENTS);
    var bad = measure.recorded(Series.BAD_EVENTS);
    return List.of(
        record(Series.TOTAL_SLICES, total + " > bool 0"),
        record(
            Series.BAD_SLICES,
            measure
                .sliceBudget()
                .map(budget -> "%s\n> bool\n%s * %s".formatted(bad, total, Promql.number(budget)))
                .orElse("%s\n/\n(%s > 0)\nor\n%s * 0".formatted(bad, total, total))));
  }

  private List<Rule> constants() {
    var days =
        BigDecimal.valueOf(slo.period().length().toMinutes())
            .divide(BigDecimal.valueOf(24 * 60), MathContext.DECIMAL64);
    return List.of(
        record(Series.OBJECTIVE, constant(slo.objective().share())),
        record(Series.BUDGET, constant(slo.objective().budget())),
        record(Series.DAYS, constant(days)),
        new Recording(Series.INFO, "vector(1)", info()));
  }

  private Map<String, String> info() {
    var info = new LinkedHashMap<>(labels);
    info.put("objective", slo.objective().percent().toPlainString());
    info.put("period", Promql.duration(slo.period().length()));
    info.put("budgeting", slo.budgeting().getClass().getSimpleName());
    return info;
  }

  private static String constant(BigDecimal number) {
    return "vector(" + Promql.number(number) + ")";
  }

  private List<Rule> period() {
    var rules = new ArrayList<Rule>();
    windows(DAYS)
        .filter(window -> !isOfBase(window) && !window.equals(length()))
        .forEach(window -> addWindow(rules, window));
    addWindow(rules, length());
    rules.add(record(Series.PERIOD_COVERED, measure.covered(length())));
    rules.add(record(Series.PERIOD_BURN, byBudget(Series.ratio(length()))));
    rules.add(record(Series.REMAINING, remaining()));
    rules.addAll(burn.of(Severity.TICKET));
    return rules;
  }

  private Duration length() {
    return slo.period().length();
  }

  /** Ratio of a window; for a tier's long window also its coverage and its bad events. */
  private void addWindow(List<Rule> rules, Duration window) {
    rules.add(record(Series.ratio(window), measure.ratio(window)));
    if (!isLong(window)) {
      return;
    }
    rules.add(record(Series.covered(window), measure.covered(window)));
    if (measure.countsEvents()) {
      var count =
          "avg_over_time(%s[%s]) * %d\n* %s"
              .formatted(
                  measure.recorded(Series.BAD_EVENTS),
                  Promql.duration(window),
                  window.toSeconds(),
                  measure.recorded(Series.covered(window)));
      rules.add(record(Series.badEvents(window), count));
    }
  }

  /**
   * What is spent: the error ratio's share of the budget, for as much of the period as is known.
   */
  private String remaining() {
    return "1 - %s * %s"
        .formatted(measure.recorded(Series.PERIOD_COVERED), measure.recorded(Series.PERIOD_BURN));
  }

  private String byBudget(String ratio) {
    return measure.recorded(ratio) + " / " + Promql.number(slo.objective().budget());
  }

  /** The usual ones and those that tiers read, each once, shortest first. */
  private Stream<Duration> windows(List<Duration> usual) {
    var read = tiers.stream().flatMap(tier -> Stream.of(tier.longWindow(), tier.shortWindow()));
    return Stream.concat(usual.stream(), read)
        .filter(window -> window.compareTo(FIVE_MINUTES) > 0 && isWithinPeriod(window))
        .distinct()
        .sorted();
  }

  /** Whether alerts ask how much of the window is known, and how many events it had. */
  private boolean isLong(Duration window) {
    return window.equals(NoDataAlerts.IDLE_FOR)
        || tiers.stream().anyMatch(tier -> tier.longWindow().equals(window));
  }

  private boolean isOfBase(Duration window) {
    return window.compareTo(LONGEST_OF_BASE) <= 0;
  }

  private boolean isWithinPeriod(Duration window) {
    return window.compareTo(length()) <= 0;
  }

  private Recording record(String metric, String expression) {
    return new Recording(metric, expression, labels);
  }
}
