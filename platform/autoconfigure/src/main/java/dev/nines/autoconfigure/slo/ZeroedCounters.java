package dev.nines.autoconfigure.slo;

import dev.nines.slo.model.Matcher;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Registers each counter series that an SLO names, so that it stands at 0 before its first event: a
 * series that begins at 1 has no increase, and the first failure would not count. The new series
 * take over name and other tags from those the service has registered itself, in its spelling, so
 * that the service's own registration later finds them.
 */
final class ZeroedCounters {
  private final MeterRegistry registry;

  ZeroedCounters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Returns what prevents it: a label that the service's series do not have. */
  Optional<MeterMismatch> add(ServiceSlos.Use use) {
    List<Matcher> named =
        use.selector().matchers().stream().filter(each -> !each.namedValues().isEmpty()).toList();
    for (Meter.Id counter : counters(use.selector().metric())) {
      for (Matcher matcher : use.selector().matchers()) {
        if (key(counter, matcher).isEmpty()) {
          return Optional.of(MeterMismatch.unknownLabel(use, matcher.label(), labels(counter)));
        }
      }
      combinations(counter, named).forEach(tags -> register(counter, tags));
    }
    return Optional.empty();
  }

  private List<Meter.Id> counters(String metric) {
    return registry.getMeters().stream()
        .filter(Counter.class::isInstance)
        .map(Meter::getId)
        .filter(id -> PrometheusNames.family(id).equals(metric))
        .toList();
  }

  private static Stream<Tags> combinations(Meter.Id counter, List<Matcher> matchers) {
    List<Tags> all = new ArrayList<>(List.of(Tags.of(counter.getTags())));
    for (Matcher matcher : matchers) {
      String key = key(counter, matcher).orElseThrow();
      all =
          all.stream()
              .flatMap(tags -> matcher.namedValues().stream().map(value -> tags.and(key, value)))
              .toList();
    }
    return all.stream();
  }

  private static Optional<String> key(Meter.Id counter, Matcher matcher) {
    return counter.getTags().stream()
        .map(Tag::getKey)
        .filter(key -> PrometheusNames.label(key).equals(matcher.label()))
        .findFirst();
  }

  private static List<String> labels(Meter.Id counter) {
    return counter.getTags().stream().map(tag -> PrometheusNames.label(tag.getKey())).toList();
  }

  private void register(Meter.Id like, Tags tags) {
    Counter.builder(like.getName())
        .tags(tags)
        .baseUnit(like.getBaseUnit())
        .description(like.getDescription())
        .register(registry);
  }
}
