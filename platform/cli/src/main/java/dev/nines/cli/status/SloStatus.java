package dev.nines.cli.status;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * An SLO as it is now; null is not measured yet.
 *
 * @param objective share of good events that is promised, from 0 to 1
 * @param sli share of good events over the period so far, from 0 to 1
 * @param budgetRemaining share of the period's budget that is left; below 0 when overspent
 * @param budgetRemainingS the same as seconds of total outage
 * @param periodDays the period
 * @param periodCovered share of the period for which there is data, from 0 to 1
 * @param burnRates by window, shortest first: 1 spends the budget exactly over the period
 */
@JsonNaming(tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy.class)
public record SloStatus(
    String service,
    String slo,
    @Nullable Double objective,
    @Nullable Double sli,
    @Nullable Double budgetRemaining,
    @Nullable Double budgetRemainingS,
    @Nullable Double periodDays,
    @Nullable Double periodCovered,
    Map<String, Double> burnRates,
    List<Firing> alerts) {
  /** An alert that fires for this SLO. */
  public record Firing(String alert, String severity, String tier, Instant since, String summary) {}

  public SloStatus {
    TreeMap<String, Double> sorted = new TreeMap<>(Windows.SHORTEST_FIRST);
    sorted.putAll(burnRates);
    burnRates = java.util.Collections.unmodifiableSortedMap(sorted);
    alerts = List.copyOf(alerts);
  }
}
