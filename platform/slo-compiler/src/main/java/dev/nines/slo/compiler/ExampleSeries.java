package dev.nines.slo.compiler;

import dev.nines.slo.model.Indicator.BadOfTotal;
import dev.nines.slo.model.Indicator.Composite;
import dev.nines.slo.model.Indicator.GoodOfTotal;
import dev.nines.slo.model.Indicator.Latency;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Slo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** A series such as an SLO's selectors would find, for rule tests and synthetic histories. */
public record ExampleSeries(String selector, Role role) {
  /** What a series counts. */
  public enum Role {
    GOOD,
    BAD,
    TOTAL
  }

  private static final String ANY_OTHER = "other";

  /** Examples that make up the SLO's indicator; empty when none can be thought of. */
  public static List<ExampleSeries> of(Slo slo) {
    var series =
        switch (slo.indicator()) {
          case BadOfTotal events -> of(events.bad(), Role.BAD, events.total());
          case GoodOfTotal events -> of(events.good(), Role.GOOD, events.total());
          case Latency latency -> of(latency.bucket(), Role.GOOD, latency.total());
          case RawRatio _ -> List.<ExampleSeries>of();
          case Composite composite -> of(composite);
        };
    var grouping = slo.counting().grouping();
    return grouping.map(g -> series.stream().map(s -> s.of(g.label())).toList()).orElse(series);
  }

  /** Of one group. */
  private ExampleSeries of(String label) {
    var group = label + "=\"" + ANY_OTHER + "\"";
    if (selector.contains(label + "=")) {
      return this;
    }
    return new ExampleSeries(
        selector.endsWith("}")
            ? selector.substring(0, selector.length() - 1) + "," + group + "}"
            : selector + "{" + group + "}",
        role);
  }

  /** Only where no part counts what another does: all of it would have to be bad at once. */
  private static List<ExampleSeries> of(Composite composite) {
    var all = new ArrayList<ExampleSeries>();
    var metrics = new LinkedHashSet<String>();
    for (var part : composite.parts()) {
      var series = of(part.slo());
      var own =
          series.stream()
              .map(s -> s.selector.replaceFirst("\\{.*", ""))
              .collect(Collectors.toSet());
      if (series.isEmpty() || own.stream().anyMatch(metrics::contains)) {
        return List.of();
      }
      metrics.addAll(own);
      all.addAll(series);
    }
    return all;
  }

  /** A part's series, and either the rest's (of the same metric) or the total's (of another). */
  private static List<ExampleSeries> of(Selector part, Role role, Selector total) {
    boolean sameMetric = part.metric().equals(total.metric());
    var candidates = candidates(part, total);
    Predicate<Map<String, String>> isPart = labels -> matches(part, labels);
    Predicate<Map<String, String>> isTotal = labels -> matches(total, labels);
    var partLabels = find(candidates, sameMetric ? isPart.and(isTotal) : isPart);
    var restLabels = find(candidates, sameMetric ? isTotal.and(isPart.negate()) : isTotal);
    if (partLabels.isEmpty() || restLabels.isEmpty()) {
      return List.of();
    }
    var opposite = role == Role.GOOD ? Role.BAD : Role.GOOD;
    return List.of(
        new ExampleSeries(write(part.metric(), partLabels.get()), role),
        new ExampleSeries(
            write(total.metric(), restLabels.get()), sameMetric ? opposite : Role.TOTAL));
  }

  private static Map<String, Set<String>> candidates(Selector part, Selector total) {
    var candidates = new LinkedHashMap<String, Set<String>>();
    for (var selector : List.of(total, part)) {
      for (var matcher : selector.matchers()) {
        candidates
            .computeIfAbsent(matcher.label(), _ -> new LinkedHashSet<>())
            .addAll(examples(matcher));
      }
    }
    candidates.values().forEach(values -> values.addAll(List.of(ANY_OTHER, "")));
    return candidates;
  }

  private static List<String> examples(Matcher matcher) {
    var named = matcher.namedValues();
    return !named.isEmpty() || matcher.operator() != Matcher.Operator.REGEX
        ? named
        : List.of(matcher.value().replaceAll("\\.[*+]?", "0"));
  }

  /** The first combination of candidates that will do, in their order. */
  private static Optional<Map<String, String>> find(
      Map<String, Set<String>> candidates, Predicate<Map<String, String>> wanted) {
    var combinations = new ArrayList<Map<String, String>>();
    combinations.add(Map.of());
    for (var label : candidates.entrySet()) {
      var longer = new ArrayList<Map<String, String>>();
      for (var combination : combinations) {
        label.getValue().forEach(value -> longer.add(with(combination, label.getKey(), value)));
      }
      combinations.clear();
      combinations.addAll(longer.subList(0, Math.min(longer.size(), 10_000)));
    }
    return combinations.stream().filter(wanted).findFirst();
  }

  private static Map<String, String> with(Map<String, String> labels, String name, String value) {
    var longer = new LinkedHashMap<>(labels);
    longer.put(name, value);
    return longer;
  }

  private static boolean matches(Selector selector, Map<String, String> labels) {
    return selector.matchers().stream()
        .allMatch(matcher -> matches(matcher, labels.getOrDefault(matcher.label(), "")));
  }

  private static boolean matches(Matcher matcher, String value) {
    return switch (matcher.operator()) {
      case EQUAL -> matcher.value().equals(value);
      case NOT_EQUAL -> !matcher.value().equals(value);
      case REGEX -> regex(matcher, value);
      case NOT_REGEX -> !regex(matcher, value);
    };
  }

  private static boolean regex(Matcher matcher, String value) {
    try {
      return Pattern.matches(matcher.value(), value);
    } catch (PatternSyntaxException e) {
      return false; // RE2's own syntax: no example, so no test, which is noted.
    }
  }

  private static String write(String metric, Map<String, String> labels) {
    var matchers =
        labels.entrySet().stream()
            .filter(label -> !label.getValue().isEmpty())
            .map(label -> Matcher.equal(label.getKey(), label.getValue()))
            .toList();
    return new Selector(metric, matchers).toString();
  }
}
