package dev.nines.cli.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallCounterTests {
  @Test
  void p95_isAtMostFivePercentTooHigh() {
    CallCounter counter = new CallCounter();
    for (int i = 1; i <= 1_000; i++) {
      counter.add(TimeUnit.MILLISECONDS.toNanos(i), i % 100 == 0);
    }

    Calls calls = counter.calls();

    assertThat(calls.count()).isEqualTo(1_000);
    assertThat(calls.errors()).isEqualTo(10);
    assertThat(calls.p95Ms()).isBetween(950.0, 950 * 1.05);
  }

  @Test
  void extremes_haveAPlace() {
    CallCounter counter = new CallCounter();
    counter.add(0, false);
    assertThat(counter.calls().p95Ms()).isEqualTo(0.001);
    counter.add(Long.MAX_VALUE, false);
    assertThat(counter.calls().p95Ms()).isGreaterThan(TimeUnit.HOURS.toMillis(1));
  }
}
