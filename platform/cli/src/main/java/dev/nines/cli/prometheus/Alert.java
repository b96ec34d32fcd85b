package dev.nines.cli.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * An alert of Prometheus' rules.
 *
 * @param since when its expression became true
 */
public record Alert(
    Map<String, String> labels, Map<String, String> annotations, boolean firing, Instant since) {
  public Alert {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /**
   * The same, as of when it began to fire.
   *
   * @param hold how long its rule lets the expression be true before that ({@code for})
   */
  public Alert after(Duration hold) {
    return new Alert(labels, annotations, firing, since.plus(hold));
  }

  /** The label's value, empty if there is no such label. */
  public String label(String name) {
    return labels.getOrDefault(name, "");
  }

  /** Whether it wakes somebody: firing, with severity page. */
  public boolean pages() {
    return firing && label("severity").equals("page");
  }
}
