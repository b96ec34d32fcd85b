package dev.nines.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.compiler.rule.Rule.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AlertHistoryTests {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  @Test
  void heldEvaluations_areOneSpan_untilTheFirstThatDoesNotHold() {
    assertThat(firing(alert(0, 0), 10, 15, 20)).containsExactly(span(10, 25));
  }

  @Test
  void missedEvaluation_endsIt() {
    assertThat(firing(alert(0, 0), 10, 15, 25)).containsExactly(span(10, 20), span(25, 30));
  }

  @Test
  void hold_isPendingFirst() {
    assertThat(firing(alert(10, 0), 0, 5, 30, 35, 40)).containsExactly(span(40, 45));
  }

  @Test
  void keepFiring_outlivesTheExpression_andJoinsWhatComesWithin() {
    assertThat(firing(alert(0, 20), 0, 20, 60)).containsExactly(span(0, 45), span(60, 85));
  }

  @Test
  void nothingHeld_nothingFired() {
    assertThat(firing(alert(0, 0))).isEmpty();
  }

  private static List<Span> firing(Alert alert, long... seconds) {
    var held = LongStream.of(seconds).mapToObj(Instant::ofEpochSecond).toList();
    return AlertHistory.firing(alert, held, INTERVAL);
  }

  private static Alert alert(long after, long keep) {
    return new Alert(
        "A", "vector(1)", Duration.ofSeconds(after), Duration.ofSeconds(keep), Map.of(), Map.of());
  }

  private static Span span(long from, long to) {
    return new Span(Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
  }
}
