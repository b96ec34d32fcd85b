package dev.nines.autoconfigure.masking;

import dev.nines.autoconfigure.masking.policy.DataMaskPolicy;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Which policy is in force and how reloads went: {@code nines_masking_policy_info{policy,sha256}},
 * {@code nines_masking_reloads_total{outcome}}.
 */
final class Reloads implements MeterBinder {
  private final LongAdder successes = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Masking masking;
  private final List<MultiGauge> infos = new ArrayList<>();

  Reloads(Masking masking) {
    this.masking = masking;
  }

  void succeeded() {
    successes.increment();
    synchronized (infos) {
      infos.forEach(this::show);
    }
  }

  void failed() {
    failures.increment();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    counter("success", successes, registry);
    counter("failure", failures, registry);
    MultiGauge info =
        MultiGauge.builder("nines.masking.policy.info")
            .description("Mask policies in force; 'defaults' where there is none")
            .register(registry);
    synchronized (infos) {
      infos.add(info);
      show(info);
    }
  }

  private static void counter(String outcome, LongAdder count, MeterRegistry registry) {
    FunctionCounter.builder("nines.masking.reloads", count, LongAdder::sum)
        .tag("outcome", outcome)
        .description("Changes of the mask policy's file: put in force, or refused")
        .register(registry);
  }

  private void show(MultiGauge info) {
    Masking.InForce inForce = masking.inForce();
    List<String> names =
        inForce.policies().isEmpty()
            ? List.of("defaults")
            : inForce.policies().stream().map(DataMaskPolicy::name).toList();
    info.register(
        names.stream()
            .<MultiGauge.Row<?>>map(
                name -> MultiGauge.Row.of(Tags.of("policy", name, "sha256", inForce.version()), 1))
            .toList(),
        true);
  }
}
