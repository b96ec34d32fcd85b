package dev.nines.cli.prometheus;

import java.util.Map;

/**
 * One series' value at one instant.
 *
 * @param value may be NaN or infinite
 */
public record Sample(Map<String, String> labels, double value) {
  public Sample {
    labels = Map.copyOf(labels);
  }

  /** The label's value, empty if there is no such label; {@code __name__} is the metric's name. */
  public String label(String name) {
    return labels.getOrDefault(name, "");
  }
}
