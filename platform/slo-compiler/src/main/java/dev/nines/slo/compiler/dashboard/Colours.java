package dev.nines.slo.compiler.dashboard;

import static dev.nines.slo.compiler.dashboard.Json.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Colours by the value from which they hold, lowest first; the first one's holds below too. */
record Colours(List<Step> steps) {
  /** One colour. */
  record Step(double from, String colour) {}

  static final Colours BUDGET = of("red").from(0.0001, "orange").from(0.25, "green");
  static final Colours BURN = of("green").from(1, "orange").from(6, "red");
  static final Colours COUNT = of("green").from(1, "red");
  static final Colours PLAIN = of("blue");

  static Colours of(String lowest) {
    return new Colours(List.of(new Step(Double.NEGATIVE_INFINITY, lowest)));
  }

  Colours from(double value, String colour) {
    var more = new ArrayList<>(steps);
    more.add(new Step(value, colour));
    return new Colours(List.copyOf(more));
  }

  Map<String, Object> json() {
    var json = new ArrayList<Map<String, Object>>();
    for (var step : steps) {
      var one = object("color", step.colour);
      // Grafana's way to say: from below everything.
      one.put("value", json.isEmpty() ? null : step.from);
      json.add(one);
    }
    return object("mode", "absolute", "steps", json);
  }
}
