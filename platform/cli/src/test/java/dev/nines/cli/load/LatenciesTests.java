package dev.nines.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTests {
  @Test
  void percentiles_areByTheNearestRank() {
    Latencies latencies = new Latencies(100);
    assertThat(latencies.millis(0.99)).isZero();
    for (int i = 1; i <= 100; i++) {
      latencies.add(i * 1_000_000L);
    }

    assertThat(latencies.millis(0.5)).isEqualTo(50);
    assertThat(latencies.millis(0.99)).isEqualTo(99);
    assertThat(latencies.millis(1)).isEqualTo(100);
  }
}
