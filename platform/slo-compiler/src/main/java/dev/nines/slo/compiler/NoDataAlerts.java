package dev.nines.slo.compiler;

import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Alert;
import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * No data is a state, and each cause of it has an alert of its own: the target is down, the target
 * is up but the SLO's series are gone (renamed, most likely), or they are there and nothing
 * happens. Each one's condition excludes the others'.
 */
final class NoDataAlerts {
  static final String TARGET_DOWN = "SLOTargetDown";
  static final String SERIES_MISSING = "SLOSeriesMissing";
  static final String IDLE = "SLOIdle";

  private static final Duration DOWN_FOR = Duration.ofMinutes(1);
  private static final Duration MISSING_FOR = Duration.ofMinutes(5);
  static final Duration IDLE_FOR = Duration.ofHours(1);

  private final Measure measure;
  private final Annotations annotations;

  NoDataAlerts(Measure measure, Annotations annotations) {
    this.measure = measure;
    this.annotations = annotations;
  }

  /** Once for each service: no target of it is up, be they down, stale or not configured. */
  static Rule targetDown(String service, Map<String, String> annotations) {
    var labels = new LinkedHashMap<String, String>();
    labels.put("service", service);
    labels.put("severity", Tier.Severity.PAGE.label());
    return new Alert(
        TARGET_DOWN,
        "absent(%s == 1)".formatted(up(service)),
        DOWN_FOR,
        Duration.ZERO,
        labels,
        annotations);
  }

  List<Rule> ofSlo() {
    var rules = new ArrayList<Rule>();
    rules.add(seriesMissing());
    if (measure.countsEvents()) {
      rules.add(idle());
    }
    return rules;
  }

  private Rule seriesMissing() {
    // The sum drops the labels that absent() makes from the selector's.
    var expression =
        "sum(absent(%s))\nand on ()\n(max(%s) == 1)"
            .formatted(measure.presence(), up(measure.slo().service()));
    return alert(
        SERIES_MISSING, expression, MISSING_FOR, "ticket", annotations.seriesMissing(measure));
  }

  /** Only a series that has a sample now can be idle; one that is gone is missing. */
  private Rule idle() {
    var total = measure.recorded(Series.TOTAL_EVENTS);
    var expression =
        "sum_over_time(%s[%s]) == 0\nand\n%s >= 0.95\nand\n%s == 0"
            .formatted(
                total,
                Promql.duration(IDLE_FOR),
                measure.recorded(Series.covered(IDLE_FOR)),
                total);
    return alert(IDLE, expression, Duration.ZERO, "info", annotations.idle());
  }

  private Rule alert(
      String name,
      String expression,
      Duration after,
      String severity,
      Map<String, String> annotations) {
    var labels = SloRules.labels(measure.slo());
    labels.put("severity", severity);
    return new Alert(name, expression, after, Duration.ZERO, labels, annotations);
  }

  private static String up(String service) {
    return Selector.of("up", Matcher.equal("service", service)).toString();
  }
}
