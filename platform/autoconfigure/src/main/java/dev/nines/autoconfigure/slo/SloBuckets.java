package dev.nines.autoconfigure.slo;

import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Selector;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * Gives a histogram the exact bounds that SLOs ask of it, besides those it has. A threshold between
 * two bounds could only be guessed at.
 */
final class SloBuckets implements MeterFilter {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

  /** Bounds in the unit that Prometheus shows, by the histogram's family. */
  private final Map<String, Set<BigDecimal>> bounds = new HashMap<>();

  SloBuckets(ServiceSlos slos) {
    slos.uses().stream()
        .map(ServiceSlos.Use::selector)
        .filter(selector -> selector.metric().endsWith(PrometheusNames.BUCKET))
        .forEach(this::add);
  }

  private void add(Selector selector) {
    String metric = selector.metric();
    String family = metric.substring(0, metric.length() - PrometheusNames.BUCKET.length());
    selector.matcher("le").map(Matcher::namedValues).orElse(List.of()).stream()
        .filter(bound -> !bound.equals("+Inf"))
        .map(BigDecimal::new)
        .forEach(bound -> bounds.computeIfAbsent(family, _ -> new TreeSet<>()).add(bound));
  }

  @Override
  public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
    if (id.getType() != Meter.Type.TIMER && id.getType() != Meter.Type.DISTRIBUTION_SUMMARY) {
      return config;
    }
    Set<BigDecimal> wanted = bounds.get(PrometheusNames.family(id));
    if (wanted == null) {
      return config;
    }
    BigDecimal unit = id.getType() == Meter.Type.TIMER ? NANOS : BigDecimal.ONE;
    return DistributionStatisticConfig.builder()
        .serviceLevelObjectives(union(config, wanted, unit))
        .build()
        .merge(config);
  }

  private static double[] union(
      DistributionStatisticConfig config, Set<BigDecimal> wanted, BigDecimal unit) {
    double[] present = config.getServiceLevelObjectiveBoundaries();
    return DoubleStream.concat(
            DoubleStream.of(present == null ? new double[0] : present),
            wanted.stream().mapToDouble(bound -> bound.multiply(unit).doubleValue()))
        .sorted()
        .distinct()
        .toArray();
  }
}
