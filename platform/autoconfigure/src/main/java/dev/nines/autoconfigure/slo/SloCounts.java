package dev.nines.autoconfigure.slo;

import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Selector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DistributionDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/**
 * What this process has counted for a selector since it started: the sum of what Prometheus would
 * scrape now.
 */
final class SloCounts {
  private static final String TOTAL = "_total";
  private static final String COUNT = "_count";
  private static final String LE = "le";

  private final PrometheusRegistry registry;

  SloCounts(PrometheusRegistry registry) {
    this.registry = registry;
  }

  /** Empty where there is no such series, or none of a kind that counts events. */
  OptionalDouble of(Selector selector) {
    String metric = selector.metric();
    if (metric.endsWith(PrometheusNames.BUCKET)) {
      double bound = bound(selector);
      return sum(
          selector,
          cut(metric, PrometheusNames.BUCKET),
          point ->
              point instanceof HistogramDataPointSnapshot histogram ? within(histogram, bound) : 0);
    }
    if (metric.endsWith(COUNT)) {
      return sum(
          selector,
          cut(metric, COUNT),
          point ->
              point instanceof DistributionDataPointSnapshot distribution
                  ? count(distribution)
                  : 0);
    }
    return sum(
        selector,
        metric.endsWith(TOTAL) ? cut(metric, TOTAL) : metric,
        point ->
            point instanceof CounterSnapshot.CounterDataPointSnapshot counter
                ? counter.getValue()
                : 0);
  }

  private static String cut(String metric, String suffix) {
    return metric.substring(0, metric.length() - suffix.length());
  }

  private static double bound(Selector selector) {
    return selector.matcher(LE).map(Matcher::value).map(SloCounts::number).orElse(Double.NaN);
  }

  private static double number(String le) {
    return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
  }

  private static double within(HistogramDataPointSnapshot histogram, double bound) {
    return histogram.getClassicBuckets().stream()
        .filter(bucket -> bucket.getUpperBound() <= bound)
        .mapToDouble(bucket -> bucket.getCount())
        .sum();
  }

  /** A classic histogram has none but in its buckets. */
  private static double count(DistributionDataPointSnapshot distribution) {
    return distribution instanceof HistogramDataPointSnapshot histogram
        ? within(histogram, Double.POSITIVE_INFINITY)
        : distribution.getCount();
  }

  private OptionalDouble sum(
      Selector selector, String family, ToDoubleFunction<DataPointSnapshot> value) {
    List<? extends DataPointSnapshot> points =
        registry.scrape(family::equals).stream()
            .filter(SloCounts::counts)
            .flatMap(snapshot -> snapshot.getDataPoints().stream())
            .filter(point -> isMeant(selector, point.getLabels()))
            .toList();
    return points.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(points.stream().mapToDouble(value).sum());
  }

  private static boolean counts(MetricSnapshot snapshot) {
    return snapshot instanceof CounterSnapshot
        || snapshot instanceof HistogramSnapshot
        || snapshot instanceof SummarySnapshot;
  }

  private static boolean isMeant(Selector selector, Labels labels) {
    return selector.matchers().stream()
        .filter(matcher -> !matcher.label().equals(LE))
        .allMatch(matcher ->
            isMeant(matcher, Objects.requireNonNullElse(labels.get(matcher.label()), "")));
  }

  private static boolean isMeant(Matcher matcher, String value) {
    return switch (matcher.operator()) {
      case EQUAL -> value.equals(matcher.value());
      case NOT_EQUAL -> !value.equals(matcher.value());
      case REGEX -> Pattern.matches(matcher.value(), value);
      case NOT_REGEX -> !Pattern.matches(matcher.value(), value);
    };
  }
}
