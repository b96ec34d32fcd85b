package dev.nines.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTests {
  @Test
  void wilson_isAsPublished() {
    // Newcombe 1998, table I: 81 of 263, 95 % sure.
    Interval interval = Interval.wilson(81, 263, 1.959964);
    assertThat(interval.low()).isCloseTo(0.2553, within(0.0001));
    assertThat(interval.high()).isCloseTo(0.3662, within(0.0001));
  }

  @Test
  void ofNothing_isEverything_andOfAll_isNotSure() {
    assertThat(Interval.wilson(0, 0, Interval.SURE)).isEqualTo(new Interval(0, 1));
    assertThat(Interval.wilson(1000, 1000, Interval.SURE).low()).isBetween(0.98, 0.99);
    assertThat(Interval.wilson(1000, 1000, Interval.SURE).high()).isEqualTo(1);
  }

  @Test
  void intervals_areApart_onlyIfNothingIsInBoth() {
    Interval asked = new Interval(0.097, 0.103);
    assertThat(new Interval(0.09, 0.097).isApartFrom(asked)).isFalse();
    assertThat(new Interval(0.09, 0.0969).isApartFrom(asked)).isTrue();
    assertThat(new Interval(0.1031, 0.2).isApartFrom(asked)).isTrue();
    assertThat(new Interval(0, 1).isApartFrom(asked)).isFalse();
  }
}
