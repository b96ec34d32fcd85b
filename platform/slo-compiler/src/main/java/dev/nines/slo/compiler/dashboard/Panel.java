package dev.nines.slo.compiler.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One panel of a dashboard.
 *
 * @param type Grafana's name of it
 * @param width of 24
 * @param unit Grafana's, such as {@code percentunit}
 * @param thresholds colours by the value from which they hold; the first one's holds below too
 */
record Panel(
    String type,
    String title,
    String description,
    int width,
    int height,
    String unit,
    List<Query> queries,
    Map<Double, String> thresholds) {

  /** One query and what its series are called; {@code instant} asks for the present value only. */
  record Query(String expression, String legend, boolean instant) {}

  static Panel stat(
      String title, String description, String unit, String query, Map<Double, String> thresholds) {
    return new Panel(
        "stat", title, description, 4, 5, unit, List.of(new Query(query, "", true)), thresholds);
  }

  static Panel chart(String title, String description, String unit, int width, Query... queries) {
    return new Panel("timeseries", title, description, width, 8, unit, List.of(queries), Map.of());
  }

  /** As Grafana reads it. */
  Map<String, Object> json(int id, int x, int y) {
    var panel = new LinkedHashMap<String, Object>();
    panel.put("id", id);
    panel.put("type", type);
    panel.put("title", title);
    panel.put("description", description);
    panel.put("datasource", Dashboard.SOURCE);
    panel.put("gridPos", grid(x, y));
    panel.put("fieldConfig", fields());
    panel.put("options", options());
    var targets = new ArrayList<Map<String, Object>>();
    for (var query : queries) {
      targets.add(target(query, String.valueOf((char) ('A' + targets.size()))));
    }
    panel.put("targets", targets);
    return panel;
  }

  private Map<String, Object> grid(int x, int y) {
    var grid = new LinkedHashMap<String, Object>();
    grid.put("x", x);
    grid.put("y", y);
    grid.put("w", width);
    grid.put("h", height);
    return grid;
  }

  private Map<String, Object> fields() {
    var defaults = new LinkedHashMap<String, Object>();
    defaults.put("unit", unit);
    defaults.put("noValue", "no data yet");
    if (!thresholds.isEmpty()) {
      var steps = new ArrayList<Map<String, Object>>();
      thresholds.forEach((from, colour) -> {
        var step = new LinkedHashMap<String, Object>();
        step.put("color", colour);
        step.put("value", steps.isEmpty() ? null : from);
        steps.add(step);
      });
      defaults.put("color", Map.of("mode", "thresholds"));
      defaults.put("thresholds", ordered("mode", "absolute", "steps", steps));
    }
    if (type.equals("timeseries")) {
      defaults.put("custom", ordered("lineWidth", 2, "fillOpacity", 8, "showPoints", "never"));
    }
    // Where a tier fires is a limit, not a measurement.
    var limits =
        ordered(
            "matcher",
            ordered("id", "byRegexp", "options", ".* fires"),
            "properties",
            List.of(
                ordered(
                    "id",
                    "custom.lineStyle",
                    "value",
                    ordered("fill", "dash", "dash", List.of(10, 10))),
                ordered("id", "custom.fillOpacity", "value", 0)));
    return ordered("defaults", defaults, "overrides", List.of(limits));
  }

  private Map<String, Object> options() {
    return switch (type) {
      case "stat" ->
          ordered(
              "reduceOptions",
              ordered("calcs", List.of("lastNotNull")),
              "colorMode",
              "background",
              "graphMode",
              "none");
      case "bargauge" ->
          ordered(
              "reduceOptions",
              ordered("calcs", List.of("lastNotNull")),
              "orientation",
              "horizontal",
              "displayMode",
              "lcd");
      default ->
          ordered(
              "legend",
              ordered("displayMode", "list", "placement", "bottom"),
              "tooltip",
              ordered("mode", "multi", "sort", "desc"));
    };
  }

  private static Map<String, Object> target(Query query, String id) {
    var target = new LinkedHashMap<String, Object>();
    target.put("refId", id);
    target.put("datasource", Dashboard.SOURCE);
    target.put("expr", query.expression);
    target.put("legendFormat", query.legend.isEmpty() ? "__auto" : query.legend);
    target.put("instant", query.instant);
    target.put("range", !query.instant);
    target.put("exemplar", !query.instant);
    return target;
  }

  /** A map in the order written, so that files are the same byte for byte. */
  static Map<String, Object> ordered(Object... namesAndValues) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }
}
