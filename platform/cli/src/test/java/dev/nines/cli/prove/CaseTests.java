package dev.nines.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nines.cli.replay.Incident;
import dev.nines.slo.compiler.BurnThreshold;
import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.OpenSloReader;
import dev.nines.slo.openslo.Reading.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CaseTests {
  private static Slo slo;

  @BeforeAll
  static void readSlo() throws IOException {
    var file = Path.of("../../services/order/src/main/resources/slo/order.yaml");
    var read = (Read) new OpenSloReader().read("order.yaml", Files.readString(file));
    slo = read.slos().getFirst();
  }

  @Test
  void spent_isTheShareOfThePeriodsBudget() {
    assertThat(subject("outage").spent()).isCloseTo(600 / 2592.0, within(1e-9));
    assertThat(subject("flapping").spent()).isCloseTo(720 / 2592.0, within(1e-9));
    assertThat(subject("target-down").spent()).isZero();
  }

  @Test
  void mostSpentWithin_looksAtTheWorstStretch() {
    assertThat(subject("flapping").mostSpentWithin(Duration.ofMinutes(5)))
        .isCloseTo(60 / 2592.0, within(1e-9));
    assertThat(subject("flapping").mostSpentWithin(Duration.ofHours(1)))
        .isCloseTo(360 / 2592.0, within(1e-9));
  }

  @Test
  void leak_deservesNoTierButDrift() {
    assertThat(deserved("leak")).containsExactly("drift");
    assertThat(deserved("deploy-blip")).isEmpty();
    assertThat(deserved("outage"))
        .containsExactly("cliff", "fast", "medium", "slow", "trend", "drift");
  }

  @Test
  void promise_isInDangerOnlyAboveTheBudgetsRate() {
    assertThat(subject("trickle").endangersThePromise()).isTrue();
    assertThat(subject("rolling-restart").endangersThePromise()).isFalse();
    assertThat(Matrix.of(slo).getLast().endangersThePromise()).isFalse();
  }

  @Test
  void matrix_hasEachNamedIncidentAndAHealthyMonth_atHalfTheBudgetsRate() {
    var cases = Matrix.of(slo);
    assertThat(cases).hasSize(Incident.all().size() + 1);
    var month = cases.getLast();
    assertThat(month.incident().length()).isEqualTo(Duration.ofDays(30));
    assertThat(month.noise()).isPresent();
    double traffic =
        month.incident().phases().stream()
            .mapToDouble(phase -> phase.traffic() / month.incident().phases().size())
            .sum();
    assertThat(month.spent()).isCloseTo(0.5 * traffic, within(1e-9));
  }

  private static List<String> deserved(String incident) {
    return BurnThreshold.applied(slo).thresholds().stream()
        .filter(subject(incident)::deserves)
        .map(threshold -> threshold.tier().name())
        .toList();
  }

  private static Case subject(String incident) {
    return new Case(slo, Incident.named(incident).orElseThrow(), Optional.empty());
  }
}
