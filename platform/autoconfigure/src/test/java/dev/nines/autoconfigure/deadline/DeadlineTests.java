package dev.nines.autoconfigure.deadline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTests {
  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "0250, 250", "999999999, 999999999"})
  void number_isMilliseconds(String header, long millis) {
    assertThat(Deadline.millis(header)).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " 1", "-1", "+1", "1.5", "1e3", "0x10", "٣", "9999999999", "soon"})
  void anythingElse_isIgnored(String header) {
    assertThat(Deadline.millis(header)).isEqualTo(Deadline.NONE);
  }

  @Test
  void noHeader_isNone() {
    assertThat(Deadline.millis(null)).isEqualTo(Deadline.NONE);
  }

  @Test
  void remaining_shrinksToZeroAndNoFurther() {
    assertThat(Deadline.in(Duration.ofHours(1)).remaining())
        .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    assertThat(Deadline.in(Duration.ofHours(-1)).remaining()).isZero();
    assertThat(Deadline.in(Duration.ofHours(-1)).header()).isEqualTo("0");
  }
}
