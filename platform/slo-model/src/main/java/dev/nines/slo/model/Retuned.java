package dev.nines.slo.model;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A tier as one SLO wants it, from the annotation {@code nines.dev/tiers}.
 *
 * @param budgetShare of the period's budget, above 0 and at most 1
 * @param longWindow whole minutes, at least 5
 * @param shortWindow whole minutes, at least one and shorter than {@code longWindow}
 */
public record Retuned(
    TierName tier, BigDecimal budgetShare, Duration longWindow, Duration shortWindow) {}
