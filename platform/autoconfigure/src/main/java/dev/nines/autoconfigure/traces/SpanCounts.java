package dev.nines.autoconfigure.traces;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * What became of the sampled spans: {@code nines_spans_total{outcome="exported|failed|dropped"}}.
 * Each span is counted once. Thread-safe.
 */
final class SpanCounts implements MeterBinder {
  final LongAdder exported = new LongAdder();
  final LongAdder failed = new LongAdder();
  private final QueueDrops drops;

  SpanCounts(QueueDrops drops) {
    this.drops = drops;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    register(registry, "exported", counts -> counts.exported.sum());
    register(registry, "failed", counts -> counts.failed.sum());
    register(registry, "dropped", counts -> counts.drops.count());
  }

  private void register(
      MeterRegistry registry, String outcome, ToDoubleFunction<SpanCounts> count) {
    FunctionCounter.builder("nines.spans", this, count)
        .tag("outcome", outcome)
        .description(
            "Sampled spans: taken by the collector, refused or unreachable, or never queued"
                + " because the queue was full")
        .register(registry);
  }
}
