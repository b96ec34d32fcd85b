package dev.nines.cli.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An alert as the compiled rules make it, for Alertmanager's API. */
record Alert(String name, String slo, String severity, String tier, Instant startsAt) {
  static final String GRAPH = "http://127.0.0.1:9090/graph?g0.expr=up&g0.tab=1";

  static Alert page(String slo, String tier) {
    return of("SLOErrorBudgetBurn", slo, "page", tier);
  }

  static Alert ticket(String slo, String tier) {
    return of("SLOErrorBudgetBurn", slo, "ticket", tier);
  }

  /** One that starts now: Alertmanager lets no group wait for what started long ago. */
  static Alert of(String name, String slo, String severity, String tier) {
    return new Alert(name, slo, severity, tier, Instant.now());
  }

  Map<String, Object> firing() {
    return until(Instant.now().plus(Duration.ofMinutes(5)));
  }

  Map<String, Object> resolved() {
    return until(Instant.now());
  }

  private Map<String, Object> until(Instant end) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "labels",
        Map.of(
            "alertname", name, "service", "shop", "slo", slo, "severity", severity, "tier", tier));
    json.put(
        "annotations",
        Map.of(
            "summary", "1 % < the & budget",
            "description", "It burns.",
            "burn_rate", "90.0 times as fast as the budget allows",
            "budget_remaining", "98.9 %",
            "objective", "99.9 % of events good over 30 days",
            "runbook_url", "docs/runbooks/" + slo + ".md",
            "next", "./nines status"));
    json.put("startsAt", startsAt.toString());
    json.put("endsAt", end.toString());
    json.put("generatorURL", GRAPH);
    return json;
  }
}
