package dev.nines.slo.compiler;

import dev.nines.slo.model.AlertPolicy;
import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Matcher.Operator;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Slo;
import java.util.ArrayList;
import java.util.List;

/** What fires now, as PromQL. Each query has a sample also when nothing does. */
public final class FiringAlerts {
  private static final String STATE = "alertstate";
  private static final Matcher FIRING = Matcher.equal(STATE, "firing");
  private static final Matcher TOLD = new Matcher("severity", Operator.REGEX, "page|ticket");

  private FiringAlerts() {}

  /** 1 while this tier of the SLO fires, else 0. */
  public static String of(Slo slo, Tier tier) {
    return is(slo, Matcher.equal("alertname", BurnAlerts.NAME), Matcher.equal("tier", tier.name()));
  }

  /** 1 while this policy's condition holds, else 0. */
  public static String of(Slo slo, AlertPolicy policy) {
    return is(
        slo, Matcher.equal("alertname", PolicyAlerts.NAME), Matcher.equal("policy", policy.name()));
  }

  /** 1 while there is nothing to measure, be it that the service is down, else 0. */
  public static String noData(Slo slo) {
    var names = List.of(NoDataAlerts.TARGET_DOWN, NoDataAlerts.SERIES_MISSING, NoDataAlerts.IDLE);
    // A target that is down has no label slo.
    return orZero(
        "max",
        List.of(
            FIRING,
            new Matcher("alertname", Operator.REGEX, String.join("|", names)),
            Matcher.equal("service", slo.service()),
            new Matcher("slo", Operator.REGEX, "|" + slo.name())));
  }

  /** How many pages and tickets of the SLO fire, inhibited ones too. */
  public static String count(Slo slo) {
    return orZero("count", List.of(FIRING, TOLD, service(slo.service()), slo(slo)));
  }

  /** How many alerts of a severity fire anywhere, inhibited ones too. */
  public static String count(String severity) {
    return orZero("count", List.of(FIRING, Matcher.equal("severity", severity)));
  }

  /** The same for each SLO there is. */
  public static String countBySlo() {
    return "count by (service, slo) (%s)\nor\n0 * group by (service, slo) (%s)"
        .formatted(alerts("ALERTS", FIRING, TOLD), Series.OBJECTIVE);
  }

  /**
   * For how many seconds each page and ticket has been firing; where none does, one sample whose
   * {@code alertname} says so.
   *
   * @param among which alerts, such as those of one service
   */
  public static String since(Matcher... among) {
    var firing = new ArrayList<>(List.of(among));
    firing.add(TOLD);
    var began = alerts("ALERTS_FOR_STATE", firing.toArray(Matcher[]::new));
    firing.add(FIRING);
    var now = alerts("ALERTS", firing.toArray(Matcher[]::new));
    return """
    max by (severity, service, slo, alertname, tier) (
      time() - (%s and ignoring (%s) %s)
    )
    or
    (label_replace(vector(0), "alertname", "nothing fires", "", "") unless on () %s)\
    """
        .formatted(began, STATE, now, now);
  }

  /** The firing pages of a service, one series each. */
  public static String pages(String service) {
    return alerts("ALERTS", FIRING, Matcher.equal("severity", "page"), service(service));
  }

  /** Those of one service. */
  public static Matcher service(String name) {
    return Matcher.equal("service", name);
  }

  private static Matcher slo(Slo slo) {
    return Matcher.equal("slo", slo.name());
  }

  private static String is(Slo slo, Matcher alert, Matcher which) {
    return orZero("max", List.of(FIRING, alert, service(slo.service()), slo(slo), which));
  }

  private static String orZero(String aggregation, List<Matcher> matchers) {
    return "%s(%s) or vector(0)".formatted(aggregation, new Selector("ALERTS", matchers));
  }

  private static String alerts(String metric, Matcher... matchers) {
    return Selector.of(metric, matchers).toString();
  }
}
