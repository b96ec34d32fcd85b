package dev.nines.cli.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutcomeTests {
  private static final Map<String, Long> BEFORE = Map.of("order", 200_000L);

  @Test
  void tally_tellsWhatWasShedFromWhatFailed_andRanksTheAdmittedOnly() {
    Tally tally = new Tally(100, 200);
    for (int i = 1; i <= 100; i++) {
      tally.sent();
      tally.answered(201, false, TimeUnit.MILLISECONDS.toNanos(i));
    }
    tally.answered(503, true, TimeUnit.HOURS.toNanos(1));
    tally.answered(429, false, TimeUnit.HOURS.toNanos(1));
    tally.answered(503, false, TimeUnit.HOURS.toNanos(1));
    tally.answered(500, true, TimeUnit.HOURS.toNanos(1));
    tally.unanswered();
    tally.skipped();

    assertThat(tally.sample()).isEqualTo(new Sample(100, 100, 100, 2, 3, 1, 50, 95, 99));
    assertThat(new Tally(100, 1).sample().isBorne()).isFalse();
  }

  @Test
  void load_isBorneIfHardlyAnyFailAndFewAreSlow() {
    assertThat(new Sample(1, 1_000, 999, 0, 1, 0, 5, 200, 900).isBorne()).isTrue();
    assertThat(new Sample(1, 1_000, 998, 2, 0, 0, 5, 200, 900).isBorne()).isFalse();
    assertThat(new Sample(1, 1_000, 1_000, 0, 0, 0, 5, 201, 900).isBorne()).isFalse();
    assertThat(new Sample(1, 999, 999, 0, 0, 1, 5, 200, 900).isBorne()).isFalse();
  }

  @Test
  void outcome_passesWithinEveryBar() {
    assertThat(outcome(499, 250_000, 10).passed()).isTrue();
  }

  @Test
  void outcome_failsBeyondAnyBar() {
    assertThat(outcome(500, 200_000, 1).passed()).isFalse();
    assertThat(outcome(100, 250_001, 1).passed()).isFalse();
    assertThat(outcome(100, 200_000, 11).passed()).isFalse();
    assertThat(new Outcome(100, sample(100), BEFORE, BEFORE, Optional.empty()).passed()).isFalse();
    assertThat(
            new Outcome(
                    100,
                    new Sample(500, 100, 0, 100, 0, 0, 0, 0, 0),
                    BEFORE,
                    BEFORE,
                    Optional.of(Duration.ZERO))
                .passed())
        .as("nobody was let in")
        .isFalse();
  }

  private static Outcome outcome(double p99, long most, int recovery) {
    return new Outcome(
        100, sample(p99), BEFORE, Map.of("order", most), Optional.of(Duration.ofSeconds(recovery)));
  }

  private static Sample sample(double p99) {
    return new Sample(500, 1_000, 200, 800, 0, 0, 10, 50, p99);
  }
}
