package dev.nines.test.telemetry;

import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a selector means, as Prometheus has it. */
final class Selection {
  private static final String BOUND = "le";

  private Selection() {}

  /** The samples that Prometheus would select. */
  static List<Exposition.Sample> of(Exposition metrics, Selector selector) {
    return metrics.samples(selector.metric()).stream()
        .filter(sample -> selector.matchers().stream().allMatch(each -> selects(each, sample)))
        .toList();
  }

  /** A label that is not there is empty. */
  private static boolean selects(Matcher matcher, Exposition.Sample sample) {
    String value = sample.labels().getOrDefault(matcher.label(), "");
    return switch (matcher.operator()) {
      case EQUAL -> isEqual(matcher, value);
      case NOT_EQUAL -> !isEqual(matcher, value);
      case REGEX -> Pattern.matches(matcher.value(), value);
      case NOT_REGEX -> !Pattern.matches(matcher.value(), value);
    };
  }

  /** A bound is the same by whatever digits: the rules ask for 1 and for 1.0. */
  private static boolean isEqual(Matcher matcher, String value) {
    boolean isBound = matcher.label().equals(BOUND) && !value.isEmpty();
    return isBound
        ? Double.compare(bound(matcher.value()), bound(value)) == 0
        : matcher.value().equals(value);
  }

  private static double bound(String text) {
    return Double.parseDouble(text.replace("Inf", "Infinity"));
  }

  /**
   * A selector for each combination of the values that are named one by one: {@code a=~"x|y"} is
   * about x and about y.
   */
  static List<Selector> each(Selector selector) {
    List<Selector> all = List.of(new Selector(selector.metric(), List.of()));
    for (Matcher matcher : selector.matchers()) {
      all =
          all.stream()
              .flatMap(some -> choices(matcher).stream().map(choice -> with(some, choice)))
              .toList();
    }
    return all;
  }

  private static List<Matcher> choices(Matcher matcher) {
    return matcher.namedValues().isEmpty()
        ? List.of(matcher)
        : matcher.namedValues().stream()
            .map(value -> Matcher.equal(matcher.label(), value))
            .toList();
  }

  private static Selector with(Selector selector, Matcher matcher) {
    List<Matcher> matchers = new ArrayList<>(selector.matchers());
    matchers.add(matcher);
    return new Selector(selector.metric(), matchers);
  }

  /** The histograms that a bucket's selector is about, with and without its bound. */
  static Selector withoutBound(Selector bucket) {
    return new Selector(
        bucket.metric(),
        bucket.matchers().stream().filter(each -> !each.label().equals(BOUND)).toList());
  }

  /** Of which histogram a bucket is. */
  static Map<String, String> histogram(Exposition.Sample bucket) {
    Map<String, String> labels = new TreeMap<>(bucket.labels());
    labels.remove(BOUND);
    return labels;
  }
}
