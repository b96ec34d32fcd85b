package dev.nines.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTests {
  @Test
  void median_isTheMiddleOne_orTheLowerOfTwo() {
    assertThat(Median.of(List.of(900L, 1L, 5L))).isEqualTo(5);
    assertThat(Median.of(List.of(4L, 3L, 2L, 1L))).isEqualTo(2);
    assertThatIllegalArgumentException().isThrownBy(() -> Median.of(List.of()));
  }
}
