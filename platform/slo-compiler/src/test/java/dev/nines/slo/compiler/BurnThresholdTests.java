package dev.nines.slo.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurnThresholdTests {
  /** The factors of the table in DESIGN, and how long a total outage takes to reach them. */
  @ParameterizedTest
  @CsvSource({
    "cliff, 86.4, 0.01, 25.92",
    "fast, 14.4, 0.02, 51.84",
    "medium, 6, 0.05, 129.6",
    "slow, 3, 0.1, 259.2",
    "trend, 1, 0.1, 259.2",
    "drift, 1, 0.05, 129.6"
  })
  void tier_at999Over30Days(String tier, String factor, String spent, String outageSeconds) {
    var threshold = threshold(BurnThreshold.applied(Slos.availability("99.9", 30)), tier);
    assertThat(threshold.factor()).isEqualByComparingTo(factor);
    assertThat(threshold.errorRatio())
        .isEqualByComparingTo(new BigDecimal(factor).movePointLeft(3));
    assertThat(threshold.budgetSpent()).isEqualByComparingTo(spent);
    var window = threshold.tier().longWindow().toSeconds();
    assertThat(threshold.errorRatio().multiply(BigDecimal.valueOf(window)))
        .isEqualByComparingTo(outageSeconds);
  }

  @Test
  void tierBelowEvenBurning_isRaisedToIt() {
    var applied = BurnThreshold.applied(Slos.availability("99", 7));
    assertThat(threshold(applied, "medium").factor()).isEqualByComparingTo("1.4");
    assertThat(threshold(applied, "slow").factor()).isEqualByComparingTo("1");
    assertThat(threshold(applied, "trend").factor()).isEqualByComparingTo("1");
    assertThat(applied.notes())
        .extracting(Object::toString)
        .containsExactly(
            "shop.yaml:1:1: Tier slow of 's' fires at a burn rate of 1 instead of 0.7: below 1 the"
                + " promise is kept.",
            "shop.yaml:1:1: Tier trend of 's' fires at a burn rate of 1 instead of 0.233333333333:"
                + " below 1 the promise is kept.");
  }

  @ParameterizedTest
  @CsvSource({"1, 72", "7, 504", "30, 2160", "90, 6480"})
  void drift_seesATwentiethOfAnyBudget_spentAtTheRateOfThePeriod(int days, long minutes) {
    var drift = threshold(BurnThreshold.applied(Slos.availability("99.9", days)), "drift");
    assertThat(drift.factor()).isEqualByComparingTo("1");
    assertThat(drift.budgetSpent()).isEqualByComparingTo("0.05");
    assertThat(drift.tier().longWindow()).hasMinutes(minutes);
  }

  @Test
  void unreachableTier_isLeftOut() {
    var applied = BurnThreshold.applied(Slos.availability("95", 7));
    assertThat(applied.thresholds())
        .extracting(t -> t.tier().name())
        .containsExactly("fast", "medium", "slow", "trend", "drift");
    assertThat(applied.notes().getFirst())
        .hasToString(
            "shop.yaml:1:1: Tier cliff of 's' is left out: its threshold, an error ratio of 1.008,"
                + " is never passed.");
  }

  @Test
  void droppedTier_isLeftOut_andSaysSo() {
    var applied = BurnThreshold.applied(Slos.without("cliff", "trend"));
    assertThat(applied.thresholds())
        .extracting(t -> t.tier().name())
        .containsExactly("fast", "medium", "slow", "drift");
    assertThat(applied.notes())
        .extracting(Object::toString)
        .containsExactly(
            "shop.yaml:1:1: Tier cliff of 's' is left out: the file drops it.",
            "shop.yaml:1:1: Tier trend of 's' is left out: the file drops it.");
  }

  @Test
  void tierLongerThanThePeriod_isLeftOut() {
    var applied = BurnThreshold.applied(Slos.availability("99.9", 1));
    assertThat(applied.thresholds())
        .extracting(t -> t.tier().name())
        .containsExactly("cliff", "fast", "medium", "slow", "drift");
  }

  private static BurnThreshold threshold(BurnThreshold.Applied applied, String tier) {
    return applied.thresholds().stream()
        .filter(t -> t.tier().name().equals(tier))
        .findFirst()
        .orElseThrow();
  }
}
