package dev.nines.cli.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EngineTests {
  @Test
  void memoryOfAContainer_isReadInWhateverUnitItIsTold() {
    assertThat(Engine.kibibytes("131.5MiB / 288MiB\n")).isEqualTo(134_656);
    assertThat(Engine.kibibytes("1.5GiB / 23.5GiB")).isEqualTo(1_572_864);
    assertThat(Engine.kibibytes("812KiB / 32MiB")).isEqualTo(812);
    assertThat(Engine.kibibytes("0B / 0B")).isZero();
  }

  @Test
  void otherOutput_isRefusedWithWhatItIs() {
    assertThatThrownBy(() -> Engine.kibibytes("--")).hasMessageContaining("was: --");
  }

  @Test
  void compose_mustBeRecent() {
    assertThat(Engine.recent("2.24.0")).isTrue();
    assertThat(Engine.recent("v2.40.3-3")).isTrue();
    assertThat(Engine.recent("5.0.1")).isTrue();
    assertThat(Engine.recent("2.23.9")).isFalse();
    assertThat(Engine.recent("1.29.2")).isFalse();
    assertThat(Engine.recent("unknown")).isFalse();
  }
}
