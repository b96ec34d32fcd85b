package dev.nines.autoconfigure.overload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExemptionsTests {
  @ParameterizedTest
  @CsvSource({
    "/actuator, /actuator, true",
    "/actuator, /actuator/health, true",
    "/actuator, /actuators, false",
    "/actuator, /orders, false",
    "/actuator, /readyz, true",
    "'', /orders, false",
    "'', /livez, true"
  })
  void probesAndActuator_areExempt(String base, String path, boolean exempt) {
    assertThat(new Exemptions(base).contain(path)).isEqualTo(exempt);
  }
}
