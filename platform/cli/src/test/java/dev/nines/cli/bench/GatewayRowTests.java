package dev.nines.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nines.cli.bench.GatewayCost.Round;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatewayRowTests {
  @Test
  void whatIsAdded_isTheMedianOfDifferencesWithinARound() {
    GatewayRow row =
        GatewayRow.of(
            List.of(
                round(1, 2, 1.8, 4, 0),
                // A round in which the machine was busy with something else: both ways were slow.
                round(9, 40, 9.5, 47, 1),
                round(1.2, 3, 2.2, 6, 2)));

    assertThat(row.p50AddedMs()).isCloseTo(0.8, within(1e-9));
    assertThat(row.p99AddedMs()).isCloseTo(3, within(1e-9));
    assertThat(row.throughP99Ms()).isEqualTo(6);
    assertThat(row.errors()).isEqualTo(3);
  }

  private static Round round(
      double straightP50, double straightP99, double throughP50, double throughP99, long errors) {
    return new Round(2000, straightP50, straightP99, throughP50, throughP99, 100, 50, errors);
  }
}
