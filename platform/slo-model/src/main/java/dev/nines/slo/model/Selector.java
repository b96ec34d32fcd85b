package dev.nines.slo.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A bare PromQL selector: a metric's name and conditions on its labels, in the order written. */
public record Selector(String metric, List<Matcher> matchers) {
  private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  public Selector {
    if (!METRIC.matcher(metric).matches()) {
      throw new IllegalArgumentException("metric must match " + METRIC + ", was: " + metric);
    }
    matchers = List.copyOf(matchers);
  }

  public static Selector of(String metric, Matcher... matchers) {
    return new Selector(metric, List.of(matchers));
  }

  /** The first condition on {@code label}; empty when there is none. */
  public Optional<Matcher> matcher(String label) {
    return matchers.stream().filter(matcher -> matcher.label().equals(label)).findFirst();
  }

  /** As PromQL, {@code metric{a="b"}}. */
  @Override
  public String toString() {
    return matchers.isEmpty()
        ? metric
        : matchers.stream()
            .map(Matcher::toString)
            .collect(Collectors.joining(",", metric + "{", "}"));
  }
}
