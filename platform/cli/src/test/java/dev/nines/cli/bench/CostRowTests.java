package dev.nines.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nines.cli.bench.TelemetryCost.Level;
import dev.nines.cli.bench.TelemetryCost.Round;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostRowTests {
  @Test
  void levels_areComparedWithOff_ofTheSameRound() {
    List<CostRow> rows =
        CostRow.of(
            List.of(
                round(Level.OFF, 1, 2, 5),
                round(Level.SAMPLED, 1.1, 2.5, 6),
                round(Level.FULL, 1.5, 3, 9),
                // A round in which the machine was busy with something else.
                round(Level.FULL, 3, 12, 30),
                round(Level.OFF, 2, 9, 20),
                round(Level.SAMPLED, 2.2, 9.4, 22),
                round(Level.SAMPLED, 1.2, 2.1, 7),
                round(Level.FULL, 1.4, 4, 8),
                round(Level.OFF, 1, 2, 5)));

    assertThat(rows).extracting(CostRow::level).containsExactly(Level.values());
    assertThat(rows.get(0).cpuRatio()).isEqualTo(1);
    assertThat(rows.get(1).cpuRatio()).isCloseTo(1.1, within(1e-9));
    assertThat(rows.get(0).p50MoreMs()).isZero();
    assertThat(rows.get(1).p50MoreMs()).isCloseTo(0.4, within(1e-9));
    assertThat(rows.get(1).p99MoreMs()).isCloseTo(2, within(1e-9));
    assertThat(rows).extracting(CostRow::withinLimits).containsExactly(true, true, false);
    assertThat(rows.get(2).cpuMs()).isEqualTo(1.5);
    assertThat(rows.get(2).cpuRatio()).isCloseTo(1.5, within(1e-9));
  }

  @Test
  void off_restoresNoContexts_whichOnlyTelemetryNeeds() {
    assertThat(Level.OFF.variables("http://receiver"))
        .containsEntry("SPRING_REACTOR_CONTEXTPROPAGATION", "limited");
    assertThat(Level.FULL.variables("http://receiver"))
        .doesNotContainKey("SPRING_REACTOR_CONTEXTPROPAGATION");
  }

  private static Round round(Level level, double cpuMs, double p50Ms, double p99Ms) {
    return new Round(level, cpuMs, p50Ms, p99Ms, 500, 0);
  }
}
