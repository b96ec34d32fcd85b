package dev.nines.cli.status;

import dev.nines.cli.prometheus.Alert;
import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.prometheus.Sample;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every SLO that Prometheus has rules for, read from what these rules record. */
public final class SloReport {
  private static final String EVERYTHING = "{__name__=~\"slo:.+\"}";
  private static final String ERRORS = "slo:sli_error:ratio_rate";

  private SloReport() {}

  /** By service, then by name. */
  public static List<SloStatus> read(Prometheus prometheus) throws IOException {
    return of(prometheus.query(EVERYTHING), prometheus.alerts());
  }

  private record Key(String service, String slo) {}

  static List<SloStatus> of(List<Sample> samples, List<Alert> alerts) {
    Map<Key, Map<String, Double>> values =
        new TreeMap<>(Comparator.comparing(Key::service).thenComparing(Key::slo));
    for (Sample sample : samples) {
      Key key = new Key(sample.label("service"), sample.label("slo"));
      if (!key.slo().isEmpty() && Double.isFinite(sample.value())) {
        values
            .computeIfAbsent(key, _ -> new HashMap<>())
            .put(sample.label("__name__"), sample.value());
      }
    }
    List<SloStatus> slos = new ArrayList<>();
    values.forEach((key, metrics) -> slos.add(slo(key, metrics, alerts)));
    return slos;
  }

  private static SloStatus slo(Key key, Map<String, Double> metrics, List<Alert> alerts) {
    Double objective = metrics.get("slo:objective:ratio");
    Double remaining = metrics.get("slo:period_error_budget_remaining:ratio");
    Double days = metrics.get("slo:time_period:days");
    Double errors = days == null ? null : metrics.get(ERRORS + Math.round(days) + "d");
    return new SloStatus(
        key.service(),
        key.slo(),
        objective,
        errors == null ? null : Double.valueOf(1 - errors),
        remaining,
        budgetSeconds(objective, remaining, days),
        days,
        metrics.get("slo:period_covered:ratio"),
        burnRates(metrics, objective),
        alerts.stream().filter(alert -> fires(alert, key)).map(SloReport::firing).toList());
  }

  private static @Nullable Double budgetSeconds(
      @Nullable Double objective, @Nullable Double remaining, @Nullable Double days) {
    if (objective == null || remaining == null || days == null) {
      return null;
    }
    return remaining * (1 - objective) * days * Duration.ofDays(1).toSeconds();
  }

  private static Map<String, Double> burnRates(
      Map<String, Double> metrics, @Nullable Double objective) {
    Map<String, Double> rates = new HashMap<>();
    if (objective != null) {
      metrics.forEach((name, value) -> {
        if (name.startsWith(ERRORS)) {
          rates.put(name.substring(ERRORS.length()), value / (1 - objective));
        }
      });
    }
    return rates;
  }

  private static boolean fires(Alert alert, Key key) {
    boolean told =
        alert.label("severity").equals("page") || alert.label("severity").equals("ticket");
    return alert.firing()
        && told
        && alert.label("service").equals(key.service())
        && (alert.label("slo").equals(key.slo()) || alert.label("slo").isEmpty());
  }

  private static SloStatus.Firing firing(Alert alert) {
    return new SloStatus.Firing(
        alert.label("alertname"),
        alert.label("severity"),
        alert.label("tier"),
        alert.since(),
        alert.annotations().getOrDefault("summary", ""));
  }
}
