package dev.nines.slo.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.compiler.LoadGate.Availability;
import dev.nines.slo.compiler.LoadGate.ResponseTime;
import dev.nines.slo.model.Budgeting.Occurrences;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadGateTests {
  @Test
  void availability_isTheObjective() {
    assertThat(LoadGate.of(List.of(Slos.availability("99.9", 30))))
        .singleElement()
        .isInstanceOfSatisfying(
            Availability.class,
            gate -> assertThat(gate.goodPercent()).isEqualByComparingTo("99.9"));
  }

  @Test
  void latency_isAPercentileAndItsLimit() {
    var slo = Slos.slo(Slos.LATENCY, "99", 7, new Occurrences());
    assertThat(LoadGate.of(List.of(slo)))
        .singleElement()
        .isInstanceOfSatisfying(
            ResponseTime.class,
            gate -> {
              assertThat(gate.percentile()).isEqualByComparingTo("99");
              assertThat(gate.limit()).isEqualTo(Duration.ofSeconds(1));
            });
  }

  @Test
  void slices_giveThePercentileOfOneSlice() {
    var slo = Slos.slo(Slos.LATENCY, "99", 7, Slos.SLICES);
    assertThat(LoadGate.of(List.of(slo)))
        .singleElement()
        .isInstanceOfSatisfying(
            ResponseTime.class, gate -> assertThat(gate.percentile()).isEqualByComparingTo("95"));
  }

  @Test
  void rawRatio_givesNone() {
    assertThat(LoadGate.of(List.of(Slos.slo(Slos.RAW, "99", 7, new Occurrences())))).isEmpty();
  }
}
