package dev.nines.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpellTests {
  @Test
  void durations_haveTwoUnitsAtMost() {
    assertThat(Spell.duration(Duration.ofMillis(430))).isEqualTo("0.4 s");
    assertThat(Spell.duration(Duration.ofSeconds(71))).isEqualTo("1 min 11 s");
    assertThat(Spell.duration(Duration.ofHours(2))).isEqualTo("2 h");
    assertThat(Spell.duration(Duration.ofHours(49))).isEqualTo("2 d 1 h");
    assertThat(Spell.duration(Duration.ofMinutes(-3))).isEqualTo("-3 min");
  }

  @Test
  void percents_haveNoIdleDigits() {
    assertThat(Spell.percent(0.999, 3)).isEqualTo("99.9 %");
    assertThat(Spell.percent(1, 2)).isEqualTo("100 %");
    assertThat(Spell.percent(0.123456, 2)).isEqualTo("12.35 %");
    assertThat(Spell.percent(-0.0000001, 1)).isEqualTo("0 %");
  }
}
