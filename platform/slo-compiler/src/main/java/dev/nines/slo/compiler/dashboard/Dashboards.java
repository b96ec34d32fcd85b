package dev.nines.slo.compiler.dashboard;

import dev.nines.slo.compiler.BurnThreshold;
import dev.nines.slo.compiler.Selectors;
import dev.nines.slo.compiler.Series;
import dev.nines.slo.compiler.ServiceRules;
import dev.nines.slo.compiler.Wording;
import dev.nines.slo.compiler.dashboard.Panel.Query;
import dev.nines.slo.model.Slo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Grafana dashboards, as JSON: one of each service, and one of the whole fleet. They read recorded
 * series only, so that opening one costs next to nothing.
 */
public final class Dashboards {
  private static final Map<Double, String> BUDGET =
      colours(0, "red", 0.0001, "orange", 0.25, "green");
  private static final Map<Double, String> BURN = colours(0, "green", 1, "orange", 6, "red");
  private static final Map<Double, String> COUNT = colours(0, "green", 1, "red");
  private static final Map<Double, String> PLAIN = colours(0, "blue");

  private Dashboards() {}

  /** One service's: for each SLO its budget, burn rates against the tiers, events and alerts. */
  public static String service(ServiceRules service) {
    var dashboard = new Dashboard("nines-slo-" + service.service(), "SLOs of " + service.service());
    service.slos().forEach(slo -> slo(dashboard, slo));
    return dashboard.json();
  }

  private static void slo(Dashboard dashboard, Slo slo) {
    var promise =
        "%s %% over %s"
            .formatted(
                slo.objective().percent().toPlainString(), Wording.duration(slo.period().length()));
    dashboard
        .row(slo.displayName() + ": " + promise)
        .add(
            Panel.stat(
                "Error budget left",
                "Of the period's whole budget; below 0 the promise is broken.",
                "percentunit",
                Series.of(Series.REMAINING, slo),
                BUDGET))
        .add(
            Panel.stat(
                "Burn rate now",
                "Over the last 5 minutes; at 1 the budget lasts exactly one period.",
                "none",
                Series.of(Series.CURRENT_BURN, slo) + " or vector(0)",
                BURN))
        .add(
            Panel.stat(
                "Alerts firing",
                "Of this SLO, inhibited ones too.",
                "none",
                "sum(ALERTS{alertstate=\"firing\",severity=~\"page|ticket\",service=\"%s\",slo=\"%s\"}) or vector(0)"
                    .formatted(slo.service(), slo.name()),
                COUNT))
        .add(
            Panel.stat(
                "Objective",
                "The share that has to be good.",
                "percentunit",
                Series.of(Series.OBJECTIVE, slo),
                PLAIN))
        .add(
            Panel.stat(
                "Known share of the period",
                "For how much of it there is history; the rest counts as neither good nor bad.",
                "percentunit",
                Series.of(Series.PERIOD_COVERED, slo),
                PLAIN))
        .add(
            Panel.stat(
                "Errors over the period",
                "Bad by all of what is known of the period.",
                "percentunit",
                Series.of(Series.periodRatio(slo.period()), slo),
                PLAIN))
        .add(
            Panel.chart(
                "Error budget, burn-down",
                "How much of the period's budget is left.",
                "percentunit",
                12,
                new Query(Series.of(Series.REMAINING, slo), "left", false)))
        .add(
            Panel.chart(
                "Burn rate per window, and where each tier fires",
                "A tier fires while both its windows burn faster than its line.",
                "none",
                12,
                burnRates(slo)));
    dashboard.add(events(slo));
    dashboard.add(
        Panel.chart(
            "Where it goes wrong",
            "The five worst by method, route and status, a second.",
            Selectors.part(slo).isPresent() ? "reqps" : "percentunit",
            12,
            new Query(
                Selectors.worst(slo).orElse(Series.of(Series.ratio(Duration.ofMinutes(30)), slo)),
                "",
                false)));
  }

  private static Query[] burnRates(Slo slo) {
    var queries = new ArrayList<Query>();
    var budget = slo.objective().budget().toPlainString();
    for (var threshold : BurnThreshold.applied(slo).thresholds()) {
      var tier = threshold.tier();
      var series = Series.of(Series.ratio(tier.longWindow()), slo);
      queries.add(new Query(series + " / " + budget, Wording.duration(tier.longWindow()), false));
      var factor = threshold.factor().stripTrailingZeros().toPlainString();
      queries.add(new Query("vector(" + factor + ")", tier.name() + " fires", false));
    }
    if (queries.isEmpty()) {
      queries.add(new Query(Series.of(Series.CURRENT_BURN, slo), "5 minutes", false));
    }
    return queries.toArray(Query[]::new);
  }

  private static Panel events(Slo slo) {
    return Selectors.part(slo).isPresent()
        ? Panel.chart(
            "Events",
            "What is counted, a second.",
            "reqps",
            12,
            new Query(Series.of(Series.TOTAL_EVENTS, slo), "all", false),
            new Query(Series.of(Series.BAD_EVENTS, slo), "bad", false))
        : Panel.chart(
            "Error ratio",
            "Over the last 5 minutes.",
            "percentunit",
            12,
            new Query(Series.of(Series.ratio(Duration.ofMinutes(5)), slo), "errors", false));
  }

  /** All services at a glance. */
  public static String fleet() {
    var each = "{{service}}: {{slo}}";
    return new Dashboard("nines-slo-fleet", "SLOs of the fleet")
        .add(
            Panel.stat(
                "SLOs",
                "How many promises there are.",
                "none",
                "count(" + Series.INFO + ")",
                PLAIN))
        .add(
            Panel.stat(
                "Pages firing",
                "Inhibited ones too.",
                "none",
                "sum(ALERTS{alertstate=\"firing\",severity=\"page\"}) or vector(0)",
                COUNT))
        .add(
            Panel.stat(
                "Tickets firing",
                "Inhibited ones too.",
                "none",
                "sum(ALERTS{alertstate=\"firing\",severity=\"ticket\"}) or vector(0)",
                COUNT))
        .add(
            Panel.stat(
                "Promises broken",
                "SLOs whose budget is spent.",
                "none",
                "count(" + Series.REMAINING + " < 0) or vector(0)",
                COUNT))
        .add(
            Panel.stat(
                "Services with a target up",
                "Of those that promise something.",
                "none",
                "count(max by (service) (up * on (service) group_left () group by (service) (%s)) == 1) or vector(0)"
                    .formatted(Series.INFO),
                PLAIN))
        .add(
            Panel.stat(
                "Least budget left",
                "Of any SLO.",
                "percentunit",
                "min(" + Series.REMAINING + ")",
                BUDGET))
        .add(
            new Panel(
                "bargauge",
                "Budget left",
                "The least first.",
                12,
                12,
                "percentunit",
                List.of(new Query("sort(" + Series.REMAINING + ")", each, true)),
                BUDGET))
        .add(
            new Panel(
                "bargauge",
                "Burn rate now",
                "The fastest first; without traffic there is none.",
                12,
                12,
                "none",
                List.of(new Query("sort_desc(" + Series.CURRENT_BURN + ")", each, true)),
                BURN))
        .add(
            Panel.chart(
                "Budgets over time",
                "How much of each period's budget is left.",
                "percentunit",
                24,
                new Query(Series.REMAINING, each, false)))
        .json();
  }

  private static Map<Double, String> colours(Object... fromAndColour) {
    var colours = new TreeMap<Double, String>();
    for (int i = 0; i < fromAndColour.length; i += 2) {
      colours.put(((Number) fromAndColour[i]).doubleValue(), (String) fromAndColour[i + 1]);
    }
    return colours;
  }
}
