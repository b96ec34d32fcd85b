package dev.nines.slo.compiler.dashboard;

import static dev.nines.slo.compiler.dashboard.Json.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One panel of a dashboard, put together step by step. */
final class Panel {
  private final String type;
  private final String title;
  private final String description;
  private final int width;
  private final int height;
  private final Map<String, Object> defaults = new LinkedHashMap<>();
  private final Map<String, Object> custom = new LinkedHashMap<>();
  private final List<Map<String, Object>> overrides = new ArrayList<>();
  private final Map<String, Object> options = new LinkedHashMap<>();
  private final List<Map<String, Object>> targets = new ArrayList<>();
  private final List<Map<String, Object>> transformations = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();

  private Panel(String type, String title, String description, int width, int height) {
    this.type = type;
    this.title = title;
    this.description = description;
    this.width = width;
    this.height = height;
    defaults.put("noValue", "no data yet");
  }

  /** One number, coloured. */
  static Panel stat(String title, String description, String unit, Colours colours) {
    var panel = new Panel("stat", title, description, 4, 4).unit(unit).colours(colours);
    if (unit.equals("percentunit")) {
      // A budget of 0.1 % is spent in small change.
      panel.defaults.put("decimals", 2);
    }
    panel.defaults.put("color", object("mode", "thresholds"));
    panel.options.put("reduceOptions", object("calcs", List.of("lastNotNull")));
    panel.options.put("colorMode", "background");
    panel.options.put("graphMode", "none");
    return panel;
  }

  /** Lines over time, half the width. */
  static Panel chart(String title, String description, String unit) {
    var panel = new Panel("timeseries", title, description, 12, 9).unit(unit);
    panel.custom.put("lineWidth", 2);
    panel.custom.put("fillOpacity", 8);
    panel.custom.put("showPoints", "never");
    panel.options.put(
        "legend",
        object(
            "displayMode", "table", "placement", "right", "calcs", List.of("lastNotNull", "max")));
    panel.options.put("tooltip", object("mode", "multi", "sort", "desc"));
    return panel;
  }

  /** A lane for each query, coloured while it is 1. */
  static Panel lanes(String title, String description) {
    var panel = new Panel("state-timeline", title, description, 12, 9);
    panel.defaults.put(
        "mappings",
        List.of(
            object(
                "type",
                "value",
                "options",
                object(
                    "0", object("text", "quiet", "color", "green", "index", 0),
                    "1", object("text", "firing", "color", "red", "index", 1)))));
    panel.colours(Colours.COUNT);
    panel.defaults.put("color", object("mode", "thresholds"));
    panel.custom.put("fillOpacity", 70);
    panel.custom.put("lineWidth", 0);
    panel.options.put("mergeValues", true);
    panel.options.put("showValue", "never");
    panel.options.put("rowHeight", 0.8);
    panel.options.put("legend", object("displayMode", "list", "placement", "bottom"));
    return panel;
  }

  /** Rows and columns, the whole width; each query's value is a column. */
  static Panel table(String title, String description, int height) {
    var panel = new Panel("table", title, description, 24, height);
    panel.options.put("showHeader", true);
    panel.options.put("cellHeight", "sm");
    return panel;
  }

  private Panel unit(String unit) {
    defaults.put("unit", unit);
    return this;
  }

  private Panel colours(Colours colours) {
    defaults.put("thresholds", colours.json());
    return this;
  }

  Panel query(Query query) {
    targets.add(query.json(String.valueOf((char) ('A' + targets.size()))));
    return this;
  }

  /** Dashed lines where the colours change. */
  Panel limits(Colours colours) {
    custom.put("thresholdsStyle", object("mode", "dashed"));
    return colours(colours);
  }

  /** What lies far above 1 is seen next to what lies below. */
  Panel symlog() {
    custom.put("scaleDistribution", object("type", "symlog", "log", 10, "linearThreshold", 1));
    return this;
  }

  /** The colour of one series; a limit is dashed: it is not a measurement. */
  Panel colour(String series, String colour, boolean limit) {
    var properties = new ArrayList<Map<String, Object>>();
    properties.add(property("color", object("mode", "fixed", "fixedColor", colour)));
    if (limit) {
      properties.add(property("custom.lineStyle", object("fill", "dash", "dash", List.of(10, 10))));
      properties.add(property("custom.lineWidth", 1));
      properties.add(property("custom.fillOpacity", 0));
    }
    return override(series, properties);
  }

  /** How a column of a table looks. */
  Panel column(String name, Column column) {
    return override(name, column.properties());
  }

  private Panel override(String name, List<Map<String, Object>> properties) {
    overrides.add(
        object("matcher", object("id", "byName", "options", name), "properties", properties));
    return this;
  }

  static Map<String, Object> property(String id, Object value) {
    return object("id", id, "value", value);
  }

  /** Joins the queries' tables by their labels, and names their columns in this order. */
  Panel columns(Map<String, String> nameOfEach) {
    transformations.add(object("id", "merge", "options", object()));
    var order = new LinkedHashMap<String, Object>();
    nameOfEach.keySet().forEach(column -> order.put(column, order.size()));
    transformations.add(
        object(
            "id",
            "organize",
            "options",
            object(
                "excludeByName",
                object("Time", true),
                "indexByName",
                order,
                "renameByName",
                new LinkedHashMap<>(nameOfEach))));
    return this;
  }

  /** Behind the panel's title. */
  Panel link(Link link) {
    links.add(link);
    return this;
  }

  /** Behind each of its points. */
  Panel dataLinks(List<Link> links) {
    defaults.put("links", links.stream().map(Link::json).toList());
    return this;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** As Grafana reads it. */
  Map<String, Object> json(int id, int x, int y) {
    if (!custom.isEmpty()) {
      defaults.put("custom", custom);
    }
    var panel =
        object(
            "id", id,
            "type", type,
            "title", title,
            "description", description,
            "datasource", Source.DATASOURCE.reference(),
            "gridPos", object("x", x, "y", y, "w", width, "h", height),
            "fieldConfig", object("defaults", defaults, "overrides", overrides),
            "options", options,
            "targets", targets);
    if (!transformations.isEmpty()) {
      panel.put("transformations", transformations);
    }
    if (!links.isEmpty()) {
      panel.put("links", links.stream().map(Link::json).toList());
    }
    return panel;
  }
}
