package dev.nines.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTests {
  @ParameterizedTest
  @ValueSource(doubles = {1, 0.5, 0.1, 0.01})
  void decision_isThatOfOpenTelemetry(double probability) {
    Sampler sampler = Sampler.traceIdRatioBased(probability);
    Sampling sampling = new Sampling(probability);
    for (int i = 0; i < 10_000; i++) {
      String id = IdGenerator.random().generateTraceId();
      assertThat(sampling.takes(TraceId.parse(id)))
          .as(id)
          .isEqualTo(decision(sampler, id) == SamplingDecision.RECORD_AND_SAMPLE);
    }
  }

  private static SamplingDecision decision(Sampler sampler, String id) {
    return sampler
        .shouldSample(Context.root(), id, "GET", SpanKind.SERVER, Attributes.empty(), List.of())
        .getDecision();
  }

  @Test
  void samplingThatCannotBe_isRefused() {
    assertThatThrownBy(() -> new Sampling(0)).hasMessageContaining("above 0 and at most 1");
    assertThatThrownBy(() -> new Sampling(1.1)).hasMessageContaining("was: 1.1");
    assertThatThrownBy(() -> new Sampling(Double.NaN)).hasMessageContaining("NaN");
    assertThat(new Sampling(0.01)).hasToString("1 %");
  }
}
