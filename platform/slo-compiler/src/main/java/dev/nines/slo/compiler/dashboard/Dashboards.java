package dev.nines.slo.compiler.dashboard;

import dev.nines.slo.compiler.FiringAlerts;
import dev.nines.slo.compiler.ServiceRules;
import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Alert;
import dev.nines.slo.model.Slo;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Grafana dashboards, as JSON: one of each service, and one of the whole fleet. Nearly all they
 * read is recorded, so that opening one costs next to nothing; only what has exemplars is raw.
 */
public final class Dashboards {
  private Dashboards() {}

  /**
   * One service's: for each SLO its budget, burn rates against the tiers, events or latency with
   * the traces behind them, and alerts. Two services whose names begin with the same 30 letters
   * share a unique id.
   */
  public static String service(ServiceRules service) {
    var name = service.service();
    var selector = FiringAlerts.service(name);
    var dashboard =
        new Dashboard("nines-slo-" + name, "SLOs of " + name)
            .link(Fleet.link())
            .link(Link.dashboard("JVM and runtime", "nines-runtime", "service", name))
            .link(Link.logs(name))
            .link(Link.traces(name))
            .link(Link.alerts(name))
            .annotate("Pages", FiringAlerts.pages(name), "red", "{{slo}}: {{tier}}", false)
            .annotate(
                "Starts",
                "process_start_time_seconds{" + selector + "} * 1000",
                "blue",
                "{{service}} {{version}} started",
                true)
            .add(Fleet.firing("Firing now", FiringAlerts.since(selector)));
    service.slos().forEach(slo -> new SloRow(slo, runbook(service, slo)).addTo(dashboard));
    return dashboard.json();
  }

  /** Where the SLO's alerts say to read on. */
  private static Optional<String> runbook(ServiceRules service, Slo slo) {
    return service.groups().stream()
        .flatMap(group -> group.rules().stream())
        .flatMap(rule -> annotations(rule, slo).stream())
        .map(annotations -> annotations.get("runbook_url"))
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static Optional<Map<String, String>> annotations(Rule rule, Slo slo) {
    return switch (rule) {
      case Alert alert when slo.name().equals(alert.labels().get("slo")) ->
          Optional.of(alert.annotations());
      case Alert _ -> Optional.empty();
      case Rule.Recording _ -> Optional.empty();
    };
  }

  /** All services at a glance. */
  public static String fleet() {
    return Fleet.json();
  }
}
