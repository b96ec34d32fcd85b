package dev.nines.slo.compiler.dashboard;

import static dev.nines.slo.compiler.dashboard.Json.object;
import static dev.nines.slo.compiler.dashboard.Panel.property;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a column of a table looks, as Grafana's properties of a field. */
record Column(List<Map<String, Object>> properties) {
  static Column unit(String unit) {
    return new Column(List.of(property("unit", unit)));
  }

  /** Only for links to read. */
  static Column hidden() {
    return new Column(
        List.of(property("custom.hideFrom", object("viz", true, "legend", true, "tooltip", true))));
  }

  static Column link(Link link) {
    return new Column(List.of(property("links", List.of(link.json()))));
  }

  Column decimals(int decimals) {
    return with(property("decimals", decimals));
  }

  /** The cells' background by their value. */
  Column coloured(Colours colours) {
    return with(property("thresholds", colours.json()))
        .with(property("color", object("mode", "thresholds")))
        .with(property("custom.cellOptions", object("type", "color-background", "mode", "basic")));
  }

  private Column with(Map<String, Object> property) {
    var more = new ArrayList<>(properties);
    more.add(property);
    return new Column(List.copyOf(more));
  }
}
