package dev.nines.cli.replay;

import java.util.Map;

/**
 * An alert that fired.
 *
 * @param labels of the alert, {@code alertname} among them
 * @param span from the evaluation at which it began to fire to the first at which it did not
 * @param told whether people heard of it; not so while a higher tier inhibited it
 */
public record Firing(Map<String, String> labels, Span span, boolean told) {
  public Firing {
    labels = Map.copyOf(labels);
  }

  public String alert() {
    return label("alertname");
  }

  public String slo() {
    return label("slo");
  }

  /** {@code page}, {@code ticket} or {@code info}. */
  public String severity() {
    return label("severity");
  }

  /** Empty for an alert that has none. */
  public String tier() {
    return label("tier");
  }

  private String label(String name) {
    return labels.getOrDefault(name, "");
  }
}
