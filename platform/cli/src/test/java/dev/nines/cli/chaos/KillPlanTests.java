package dev.nines.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KillPlanTests {
  @Test
  void sameSeed_givesTheSameSequence_andAnotherOneAnother() {
    assertThat(KillPlan.of(42, 60)).isEqualTo(KillPlan.of(42, 60));
    assertThat(KillPlan.of(42, 60).kills().subList(0, 6)).isEqualTo(KillPlan.of(42, 6).kills());
    assertThat(LongStream.range(0, 20).mapToObj(seed -> KillPlan.of(seed, 6)).distinct())
        .hasSize(20);
  }

  @Test
  void eachThree_killEachVictimOnce() {
    for (long seed = 0; seed < 100; seed++) {
      var kills = KillPlan.of(seed, 9).kills();
      for (int from = 0; from < 9; from += 3) {
        assertThat(kills.subList(from, from + 3))
            .extracting(KillPlan.Kill::victim)
            .containsExactlyInAnyOrder(Victim.values());
      }
      assertThat(kills)
          .extracting(KillPlan.Kill::calm)
          .allMatch(calm ->
              calm.compareTo(Duration.ofSeconds(2)) >= 0
                  && calm.compareTo(Duration.ofSeconds(6)) <= 0);
    }
  }
}
