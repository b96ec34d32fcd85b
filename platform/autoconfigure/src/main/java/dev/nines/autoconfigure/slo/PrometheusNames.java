package dev.nines.autoconfigure.slo;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.List;
import java.util.stream.Stream;

/** How a meter is called once Prometheus has scraped it, whatever its spelling in the code. */
final class PrometheusNames {
  static final String BUCKET = "_bucket";

  /** Added when the counters are written, not by the convention. */
  private static final String TOTAL = "_total";

  private static final NamingConvention CONVENTION = new PrometheusNamingConvention();
  private static final List<String> SUMMARY_SUFFIXES = List.of("_count", "_sum", "_max", BUCKET);

  private PrometheusNames() {}

  /** The name of its family: that of its series but for {@code _count} and the like. */
  static String family(Meter.Id id) {
    String name = CONVENTION.name(id.getName(), id.getType(), id.getBaseUnit());
    return id.getType() == Meter.Type.COUNTER && !name.endsWith(TOTAL) ? name + TOTAL : name;
  }

  static String label(String tagKey) {
    return CONVENTION.tagKey(tagKey);
  }

  /** The names of all series that a meter may have. */
  static Stream<String> series(Meter.Id id) {
    String family = family(id);
    return switch (id.getType()) {
      case TIMER, DISTRIBUTION_SUMMARY, LONG_TASK_TIMER -> summary(family);
      case COUNTER, GAUGE -> Stream.of(family);
      case OTHER -> Stream.concat(Stream.of(family), summary(family));
    };
  }

  static Stream<String> summary(String family) {
    return SUMMARY_SUFFIXES.stream().map(suffix -> family + suffix);
  }
}
