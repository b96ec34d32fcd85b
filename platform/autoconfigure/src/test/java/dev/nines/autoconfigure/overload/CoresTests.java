package dev.nines.autoconfigure.overload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoresTests {
  @ParameterizedTest
  @CsvSource({"0, false", "0.89, false", "0.9, true", "1, true", "-1, true", "NaN, true"})
  void busy_fromNineTenthsOn_andWhereNobodyCanSay(double load, boolean busy) {
    assertThat(Cores.busy(load)).isEqualTo(busy);
  }
}
