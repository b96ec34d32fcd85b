package dev.nines.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nines.slo.compiler.ExampleSeries.Role;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventsTests {
  private static final Phase TENTH_BAD = Phase.failing(Duration.ofHours(1), 0.1);

  @Test
  void withoutChance_countsAreAsExpected() {
    var events = new Events(0.5, Optional.empty());
    for (int i = 0; i < 100; i++) {
      events.pass(TENTH_BAD, 2);
    }
    assertThat(events.count(Role.BAD)).isEqualTo(10);
    assertThat(events.count(Role.GOOD)).isEqualTo(90);
    assertThat(events.count(Role.TOTAL)).isEqualTo(100);
  }

  @Test
  void chance_isTheSameForTheSameSeed_andHasTheMeanAndVarianceOfPoisson() {
    for (double rate : new double[] {2, 200}) {
      var one = new Events(rate, Optional.of(7L));
      var other = new Events(rate, Optional.of(7L));
      double squares = 0;
      long before = 0;
      int steps = 20_000;
      for (int i = 0; i < steps; i++) {
        one.pass(Phase.healthy(Duration.ofHours(1)), 1);
        other.pass(Phase.healthy(Duration.ofHours(1)), 1);
        long now = one.count(Role.GOOD);
        squares += Math.pow(now - before - rate, 2);
        before = now;
      }
      assertThat(one.count(Role.TOTAL)).isEqualTo(other.count(Role.TOTAL));
      assertThat((double) before / steps).isCloseTo(rate, within(rate * 0.02));
      assertThat(squares / steps).isCloseTo(rate, within(rate * 0.05));
    }
  }

  @Test
  void targetThatIsDown_countsNothing() {
    var events = new Events(50, Optional.empty());
    events.pass(Phase.mishap(Duration.ofHours(1), Phase.Mishap.DOWN), 100);
    assertThat(events.count(Role.TOTAL)).isZero();
  }
}
