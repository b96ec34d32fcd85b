package dev.nines.slo.compiler.rule;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A rule that Prometheus evaluates at its group's interval. */
public sealed interface Rule {
  /** The PromQL expression; several lines where that reads better. */
  String expression();

  /** Labels the rule adds, in the order they are written. */
  Map<String, String> labels();

  /** Records an expression's value as a new series called {@code metric}. */
  record Recording(String metric, String expression, Map<String, String> labels) implements Rule {
    public Recording {
      labels = copy(labels);
    }
  }

  /**
   * Fires while its expression has samples.
   *
   * @param after how long the expression must hold first; zero for at once
   * @param keepFiring how long the alert outlives its expression; zero for not at all
   */
  record Alert(
      String name,
      String expression,
      Duration after,
      Duration keepFiring,
      Map<String, String> labels,
      Map<String, String> annotations)
      implements Rule {
    public Alert {
      labels = copy(labels);
      annotations = copy(annotations);
    }
  }

  private static Map<String, String> copy(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
