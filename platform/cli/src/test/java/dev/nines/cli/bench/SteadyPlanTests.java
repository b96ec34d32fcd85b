package dev.nines.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteadyPlanTests {
  @ParameterizedTest
  @CsvSource({
    "0.5, PT20S, PT1M, 3, rate",
    "NaN, PT20S, PT1M, 3, rate",
    "500, PT20S, PT1M, 0, rounds",
    "500, PT0S, PT1M, 3, duration",
    "500, PT1.5S, PT1M, 3, duration",
    "500, PT20S, PT0.5S, 3, warm-up"
  })
  void whatCantBe_isNamed(
      double rate, Duration duration, Duration warmUp, int rounds, String named) {
    assertThatThrownBy(() -> new SteadyPlan(rate, duration, warmUp, rounds))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }

  @Test
  void withoutWarmUp_itCanBe() {
    assertThat(new SteadyPlan(1, Duration.ofSeconds(1), Duration.ZERO, 1).warmUp()).isZero();
  }
}
