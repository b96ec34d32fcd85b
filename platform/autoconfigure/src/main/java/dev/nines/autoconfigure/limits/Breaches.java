package dev.nines.autoconfigure.limits;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts breaches as {@code limits_refused_total{limit}}, each from 0 on. */
final class Breaches {
  private final Map<Breach, Counter> counters = new EnumMap<>(Breach.class);

  Breaches(MeterRegistry meters) {
    for (Breach breach : Breach.values()) {
      counters.put(
          breach,
          Counter.builder("limits.refused")
              .tag("limit", breach.name().toLowerCase(Locale.ROOT))
              .description("Requests and connections refused before anything was done for them")
              .register(meters));
    }
  }

  void count(Breach breach) {
    Objects.requireNonNull(counters.get(breach)).increment();
  }
}
