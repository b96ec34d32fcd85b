package dev.nines.slo.compiler.dashboard;

import dev.nines.slo.compiler.FiringAlerts;
import dev.nines.slo.compiler.Series;
import java.util.LinkedHashMap;
import java.util.Map;

/** All services at a glance. */
final class Fleet {
  private static final String UID = "nines-slo-fleet";
  private static final String EACH = "{{service}}: {{slo}}";

  private Fleet() {}

  static Link link() {
    return Link.dashboard("Fleet", UID);
  }

  static String json() {
    var dashboard =
        new Dashboard(UID, "SLOs of the fleet")
            .link(Link.dashboard("Service graph", "nines-service-graph"))
            .link(Link.dashboard("JVM and runtime", "nines-runtime"));
    numbers(dashboard);
    dashboard.add(promises()).add(firing("Firing now", FiringAlerts.since()));
    dashboard.add(
        Panel.chart("Budgets", "How much of each period's budget is left.", "percentunit")
            .limits(Colours.of("transparent").from(0, "red"))
            .query(Query.range(Series.REMAINING, EACH)));
    dashboard.add(
        Panel.chart(
                "Burn rates",
                "Over the last 5 minutes; at 1 a budget lasts exactly one period.",
                "none")
            .symlog()
            .limits(Colours.of("transparent").from(1, "orange"))
            .query(Query.range(Series.CURRENT_BURN, EACH)));
    return dashboard.json();
  }

  private static void numbers(Dashboard dashboard) {
    dashboard
        .add(
            number(
                "SLOs", "How many promises there are.", "count(" + Series.OBJECTIVE + ")", false))
        .add(number("Pages firing", "Inhibited ones too.", FiringAlerts.count("page"), true))
        .add(number("Tickets firing", "Inhibited ones too.", FiringAlerts.count("ticket"), true))
        .add(
            number(
                "Promises broken",
                "SLOs whose budget is spent.",
                "count(" + Series.REMAINING + " < 0) or vector(0)",
                true))
        .add(
            number(
                "Services without a target up",
                "Of those that promise something.",
                "count(group by (service) (%s) unless on (service) (up == 1)) or vector(0)"
                    .formatted(Series.INFO),
                true))
        .add(
            Panel.stat("Least budget left", "Of any SLO.", "percentunit", Colours.BUDGET)
                .query(Query.instant("min(" + Series.REMAINING + ")")));
  }

  private static Panel number(String title, String description, String query, boolean bad) {
    return Panel.stat(title, description, "none", bad ? Colours.COUNT : Colours.PLAIN)
        .query(Query.instant(query));
  }

  private static Panel promises() {
    var service = Column.link(Link.dashboard("Its dashboard", "${__data.fields.dashboard}"));
    return Panel.table("Promises", "Click a service for its dashboard.", 9)
        .query(Query.table(withDashboard(most("max", Series.OBJECTIVE))))
        .query(Query.table(most("min", Series.REMAINING)))
        .query(Query.table(most("max", Series.CURRENT_BURN)))
        .query(Query.table(most("max", Series.PERIOD_COVERED)))
        .query(Query.table(FiringAlerts.countBySlo()))
        .columns(
            named(
                "service", "Service",
                "slo", "SLO",
                "Value #A", "Objective",
                "Value #B", "Budget left",
                "Value #C", "Burn rate now",
                "Value #E", "Firing",
                "Value #D", "Known share of the period",
                "dashboard", "dashboard"))
        .column("Service", service)
        .column("SLO", service)
        .column("Objective", Column.unit("percentunit").decimals(2))
        .column("Budget left", Column.unit("percentunit").decimals(1).coloured(Colours.BUDGET))
        .column("Burn rate now", Column.unit("none").decimals(2).coloured(Colours.BURN))
        .column("Firing", Column.unit("none").coloured(Colours.COUNT))
        .column("Known share of the period", Column.unit("percentunit").decimals(1))
        .column("dashboard", Column.hidden());
  }

  /** With the unique id of the service's dashboard as a label, cut as {@link Dashboard} does. */
  private static String withDashboard(String query) {
    return "label_replace(%s, \"dashboard\", \"nines-slo-$1\", \"service\", \"(.{1,30}).*\")"
        .formatted(query);
  }

  /** Of an SLO with groups, the worst one. */
  private static String most(String aggregation, String series) {
    return aggregation + " by (service, slo) (" + series + ")";
  }

  /** What fires now, longest first or not at all. */
  static Panel firing(String title, String query) {
    return Panel.table(
            title, "Pages and tickets, inhibited ones too, and for how long they have fired.", 5)
        .query(Query.table(query))
        .columns(
            named(
                "severity", "Severity",
                "service", "Service",
                "slo", "SLO",
                "alertname", "Alert",
                "tier", "Tier",
                "Value", "For"))
        .column("For", Column.unit("dtdurations"));
  }

  private static Map<String, String> named(String... columnsAndNames) {
    var names = new LinkedHashMap<String, String>();
    for (int i = 0; i < columnsAndNames.length; i += 2) {
      names.put(columnsAndNames[i], columnsAndNames[i + 1]);
    }
    return names;
  }
}
