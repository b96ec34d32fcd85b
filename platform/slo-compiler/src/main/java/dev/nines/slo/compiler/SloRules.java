package dev.nines.slo.compiler;

import dev.nines.slo.compiler.BurnThreshold.Applied;
import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Recording;
import dev.nines.slo.compiler.rule.RuleGroup;
import dev.nines.slo.model.LabelStyle;
import dev.nines.slo.model.Period.Calendar;
import dev.nines.slo.model.Period.Rolling;
import dev.nines.slo.model.Severity;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All rules of one SLO, in groups by how fresh their answer must be:
 *
 * <ol>
 *   <li>{@code live}, each 5 s: windows of up to 5m from the raw series, and all page tiers, so
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
  static final Duration BASE = Sums.STEP;
  static final Duration PERIOD = Duration.ofMinutes(2);
  static final Duration DEPENDENCY = Duration.ofSeconds(1);

  private final Slo slo;
  private final Options options;
  private final Measure measure;
  private final Map<String, String> labels;
  private final BurnAlerts burn;
  private final PolicyAlerts policies;
  private final NoDataAlerts noData;
  private final Windows windows;

  SloRules(Slo slo, Options options, Applied applied, Windows windows) {
    this.slo = slo;
    this.options = options;
    this.measure = Measure.of(slo);
    this.labels = labels(slo);
    this.windows = windows;
    var annotations = new Annotations(slo, options);
    this.burn = new BurnAlerts(measure, applied, annotations);
    this.policies = new PolicyAlerts(measure, annotations);
    this.noData = new NoDataAlerts(slo, annotations);
  }

  /** What each series of an SLO is known by. */
  static Map<String, String> labels(Slo slo) {
    var labels = new LinkedHashMap<String, String>();
    labels.put("service", slo.service());
    labels.put("slo", slo.name());
    slo.alerting()
        .labelStyle()
        .ifPresent(style -> {
          switch (style) {
            case LabelStyle.SLOTH -> {
              labels.put("sloth_service", slo.service());
              labels.put("sloth_slo", slo.name());
              labels.put("sloth_id", slo.service() + "-" + slo.name());
            }
          }
        });
    return labels;
  }

  /** The same for an alert, with what the file says of the SLO: a route may ask for it. */
  static Map<String, String> alertLabels(Slo slo) {
    var labels = labels(slo);
    labels.putAll(slo.labels());
    return labels;
  }

  List<RuleGroup> groups() {
    var groups = new ArrayList<RuleGroup>();
    groups.addAll(RuleGroup.split(slo.name() + "/base", BASE, base()));
    groups.addAll(RuleGroup.split(slo.name() + "/state", BASE, state()));
    groups.addAll(RuleGroup.split(slo.name() + "/period", PERIOD, period()));
    groups.addAll(RuleGroup.split(slo.name() + "/live", LIVE, live()));
    if (!slo.alerting().dependsOn().isEmpty()) {
      var alert = DependencyAlert.of(slo);
      groups.add(new RuleGroup(slo.name() + "/dependency", DEPENDENCY, List.of(alert)));
    }
    return groups;
  }

  private List<Rule> live() {
    var rules = new ArrayList<>(new LiveSeries(measure, labels).rules(windows.live()));
    rules.add(record(Series.CURRENT_BURN, byBudget(Series.ratio(LiveSeries.LONGEST))));
    rules.addAll(burn.verdicts());
    rules.addAll(burn.of(Severity.PAGE));
    rules.addAll(policies.within(Duration.ZERO, LiveSeries.LONGEST));
    return rules;
  }

  private List<Rule> base() {
    var rules = new ArrayList<Rule>();
    if (measure instanceof Sums sums) {
      rules.addAll(new BaseSeries(sums, options, labels).rules());
      if (slo.period() instanceof Calendar calendar) {
        var period = new CalendarPeriod(slo, calendar);
        rules.addAll(period.turns(labels));
        rules.addAll(period.labelled(sums, labels));
      }
    }
    windows.ofBase(length()).forEach(window -> addWindow(rules, window));
    rules.addAll(policies.within(LiveSeries.LONGEST, Windows.LONGEST_OF_BASE));
    return rules;
  }

  private List<Rule> state() {
    var rules = new ArrayList<>(constants());
    rules.addAll(noData.ofSlo());
    return rules;
  }

  private List<Rule> constants() {
    var days =
        BigDecimal.valueOf(length().toMinutes())
            .divide(BigDecimal.valueOf(24 * 60), MathContext.DECIMAL64);
    var constants = new ArrayList<Rule>();
    constants.add(record(Series.OBJECTIVE, constant(slo.objective().share())));
    constants.add(record(Series.BUDGET, constant(slo.objective().budget())));
    constants.add(record(Series.DAYS, constant(days)));
    constants.add(new Recording(Series.INFO, "vector(1)", info()));
    slo.alerting()
        .labelStyle()
        .ifPresent(_ -> constants.add(new Recording(Series.SLOTH_INFO, "vector(1)", slothInfo())));
    return constants;
  }

  private Map<String, String> info() {
    var info = alertLabels(slo);
    info.put("objective", slo.objective().percent().toPlainString());
    info.put(
        "period",
        switch (slo.period()) {
          case Rolling(var length) -> Promql.duration(length);
          case Calendar calendar -> "calendar " + CalendarText.of(calendar);
        });
    info.put(
        "budgeting",
        measure instanceof Mean ? "Composite" : slo.budgeting().getClass().getSimpleName());
    return info;
  }

  private Map<String, String> slothInfo() {
    var info = new LinkedHashMap<>(labels);
    info.put("sloth_mode", "nines");
    info.put("sloth_objective", slo.objective().percent().toPlainString());
    info.put("sloth_spec", "openslo/v1");
    return info;
  }

  private static String constant(BigDecimal number) {
    return "vector(" + Promql.number(number) + ")";
  }

  private List<Rule> period() {
    var rules = new ArrayList<Rule>();
    windows.ofPeriod(length()).forEach(window -> addWindow(rules, window));
    boolean rolling = slo.period() instanceof Rolling;
    if (rolling || windows.read().contains(length())) {
      addWindow(rules, length());
    }
    if (!rolling) {
      rules.add(record(Series.periodRatio(slo.period()), measure.periodRatio()));
    }
    rules.add(record(Series.PERIOD_COVERED, measure.periodCovered()));
    rules.add(record(Series.PERIOD_BURN, byBudget(Series.periodRatio(slo.period()))));
    rules.add(record(Series.REMAINING, remaining()));
    rules.addAll(burn.of(Severity.TICKET));
    rules.addAll(policies.within(Windows.LONGEST_OF_BASE, Windows.ANY));
    return rules;
  }

  private Duration length() {
    return slo.period().length();
  }

  /** Ratio of a window; for a tier's long window also its coverage and its bad events. */
  private void addWindow(List<Rule> rules, Duration window) {
    rules.add(record(Series.ratio(window), measure.ratio(window)));
    if (!windows.isLong(window)) {
      return;
    }
    rules.add(record(Series.covered(window), measure.covered(window)));
    measure
        .badEvents(window)
        .ifPresent(count -> rules.add(record(Series.badEvents(window), count)));
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

  private Recording record(String metric, String expression) {
    return new Recording(metric, expression, labels);
  }
}
