package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.policy.Default;
import dev.nines.autoconfigure.masking.policy.MaskType;
import dev.nines.autoconfigure.masking.policy.Signal;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many values were hidden: {@code nines_masked_values_total{signal,type,rule}}, where the rule
 * is a default's name or {@code policy}. Keys and paths are no labels: they may hold users' data.
 * Thread-safe.
 */
final class MaskedValues implements MeterBinder {
  private record Kind(Signal signal, Verdict verdict) {}

  private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();

  MaskedValues() {
    for (Signal signal : Signal.values()) {
      for (Default rule : Default.values()) {
        counts.put(new Kind(signal, Verdict.of(rule)), new LongAdder());
      }
      for (MaskType type : MaskType.values()) {
        counts.put(new Kind(signal, Verdict.of(type)), new LongAdder());
      }
    }
  }

  void add(Signal signal, Verdict verdict) {
    counts.computeIfAbsent(new Kind(signal, verdict), _ -> new LongAdder()).increment();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counts.forEach((kind, count) -> {
      Default by = kind.verdict.by();
      FunctionCounter.builder("nines.masked.values", count, LongAdder::sum)
          .tag("signal", kind.signal.text())
          .tag("type", kind.verdict.type().text())
          .tag("rule", by == null ? "policy" : by.text())
          .description("Values that were hidden in log lines and spans")
          .register(registry);
    });
  }
}
