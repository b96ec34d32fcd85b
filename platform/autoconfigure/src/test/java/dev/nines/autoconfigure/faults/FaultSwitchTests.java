package dev.nines.autoconfigure.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultSwitchTests {
  @ParameterizedTest
  @CsvSource({"0, 0, false", "1, 0.999, true", "0.3, 0.299, true", "0.3, 0.3, false"})
  void aShare_hitsThatShareOfTheDice(double share, double dice, boolean hit) {
    assertThat(new FaultSwitch(() -> dice).hits(new Fault.Errors(share))).isEqualTo(hit);
  }

  @Test
  void healthy_doesNotEvenThrowTheDice() {
    FaultSwitch faults =
        new FaultSwitch(() -> {
          throw new AssertionError("the dice cost time on every request");
        });

    assertThat(faults.hits(faults.state().errors())).isFalse();
    assertThat(faults.hits(faults.state().latency())).isFalse();
  }
}
