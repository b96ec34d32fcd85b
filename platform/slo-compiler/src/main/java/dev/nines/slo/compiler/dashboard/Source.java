package dev.nines.slo.compiler.dashboard;

import static dev.nines.slo.compiler.dashboard.Json.object;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A data source, by a variable: whoever imports a dashboard into a Grafana of their own chooses
 * theirs. Its first value is the local stack's; where that does not exist, Grafana takes the first
 * of its kind.
 */
enum Source {
  DATASOURCE("Prometheus", "prometheus"),
  LOGS("Logs", "loki"),
  TRACES("Traces", "tempo"),
  ALERTMANAGER("Alertmanager", "alertmanager");

  private final String label;
  private final String type;

  Source(String label, String type) {
    this.label = label;
    this.type = type;
  }

  /** As a panel or a query names it. */
  Map<String, Object> reference() {
    return object("type", type, "uid", uid());
  }

  /** Grafana puts its unique id here. */
  String uid() {
    return "${" + variable() + "}";
  }

  /** Grafana puts its name here. */
  String text() {
    return "${" + variable() + ":text}";
  }

  private String variable() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them; only Prometheus' is shown, links use the others. */
  static List<Map<String, Object>> variables() {
    return Arrays.stream(values()).map(Source::json).toList();
  }

  private Map<String, Object> json() {
    var present = object("text", "nines-" + type, "value", "nines-" + type);
    return object(
        "name",
        variable(),
        "label",
        label,
        "type",
        "datasource",
        "query",
        type,
        "current",
        present,
        "hide",
        this == DATASOURCE ? 0 : 2);
  }
}
