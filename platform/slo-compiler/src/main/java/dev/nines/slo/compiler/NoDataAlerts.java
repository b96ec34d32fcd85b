package dev.nines.slo.compiler;

import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Alert;
import dev.nines.slo.model.Indicator.BadOfTotal;
import dev.nines.slo.model.Indicator.Composite;
import dev.nines.slo.model.Indicator.GoodOfTotal;
import dev.nines.slo.model.Indicator.Latency;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Severity;
import dev.nines.slo.model.Slo;
import java.time.Duration;
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

  private final Slo slo;
  private final Annotations annotations;

  NoDataAlerts(Slo slo, Annotations annotations) {
    this.slo = slo;
    this.annotations = annotations;
  }

  /** Once for each service: no target of it is up, be they down, stale or not configured. */
  static Rule targetDown(String service, Map<String, String> annotations) {
    var labels = new LinkedHashMap<String, String>();
    labels.put("service", service);
    labels.put("severity", Severity.PAGE.label());
    return new Alert(
        TARGET_DOWN,
        "absent(%s == 1)".formatted(up(service)),
        DOWN_FOR,
        Duration.ZERO,
        labels,
        annotations);
  }

  /** None of its own for a composite, whose parts have them. */
  List<Rule> ofSlo() {
    return switch (slo.indicator()) {
      case BadOfTotal _, GoodOfTotal _, Latency _ -> {
        var total = Promql.selector(new Events(slo).totalSeries());
        yield List.of(seriesMissing(total), idle());
      }
      case RawRatio raw -> List.of(seriesMissing(raw.query()));
      case Composite _ -> List.of();
    };
  }

  private Rule seriesMissing(String series) {
    // The sum drops the labels that absent() makes from the selector's.
    var expression =
        "sum(absent(%s))\nand on ()\n(max(%s) == 1)".formatted(series, up(slo.service()));
    return alert(
        SERIES_MISSING, expression, MISSING_FOR, "ticket", annotations.seriesMissing(series));
  }

  /** Only a series that has a sample now can be idle; one that is gone is missing. */
  private Rule idle() {
    var total = Promql.recorded(Series.TOTAL_EVENTS, slo);
    var expression =
        "sum_over_time(%s[%s]) == 0\nand\n%s >= 0.95\nand\n%s == 0"
            .formatted(
                total,
                Promql.duration(IDLE_FOR),
                Promql.recorded(Series.covered(IDLE_FOR), slo),
                total);
    return alert(IDLE, expression, Duration.ZERO, "info", annotations.idle());
  }

  private Rule alert(
      String name,
      String expression,
      Duration after,
      String severity,
      Map<String, String> annotations) {
    var labels = SloRules.alertLabels(slo);
    labels.put("severity", severity);
    return new Alert(name, expression, after, Duration.ZERO, labels, annotations);
  }

  private static String up(String service) {
    return Selector.of("up", Matcher.equal("service", service)).toString();
  }
}
