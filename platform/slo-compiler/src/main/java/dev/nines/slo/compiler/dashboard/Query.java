package dev.nines.slo.compiler.dashboard;

import static dev.nines.slo.compiler.dashboard.Json.object;

import java.util.Map;

/**
 * A query of a panel.
 *
 * @param legend what its series are called; empty for their labels
 * @param exemplars whether the traces behind its raw series are shown
 */
record Query(String expression, String legend, Shape shape, boolean exemplars) {
  /** What is asked for: values over time, the present one, or the present one's labels too. */
  enum Shape {
    RANGE,
    INSTANT,
    TABLE
  }

  static Query range(String expression, String legend) {
    return new Query(expression, legend, Shape.RANGE, false);
  }

  static Query instant(String expression) {
    return new Query(expression, "", Shape.INSTANT, false);
  }

  static Query table(String expression) {
    return new Query(expression, "", Shape.TABLE, false);
  }

  Query withExemplars() {
    return new Query(expression, legend, shape, true);
  }

  Map<String, Object> json(String id) {
    boolean range = shape == Shape.RANGE;
    var query =
        object(
            "refId", id,
            "datasource", Source.DATASOURCE.reference(),
            "expr", expression,
            "legendFormat", legend.isEmpty() ? "__auto" : legend,
            "instant", !range,
            "range", range,
            "exemplar", exemplars);
    if (shape == Shape.TABLE) {
      query.put("format", "table");
    }
    return query;
  }
}
