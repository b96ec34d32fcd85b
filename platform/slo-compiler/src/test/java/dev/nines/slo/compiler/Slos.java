package dev.nines.slo.compiler;

import dev.nines.slo.model.Alerting;
import dev.nines.slo.model.Budgeting;
import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Budgeting.RatioTimeslices;
import dev.nines.slo.model.Budgeting.Timeslices;
import dev.nines.slo.model.Indicator;
import dev.nines.slo.model.Indicator.Comparison;
import dev.nines.slo.model.Indicator.GoodOfTotal;
import dev.nines.slo.model.Indicator.Latency;
import dev.nines.slo.model.Indicator.RatioOf;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Objective;
import dev.nines.slo.model.Period.Rolling;
import dev.nines.slo.model.Place;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Slo;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;

/** SLOs for tests. */
public final class Slos {
  public static final Indicator EVENTS =
      new GoodOfTotal(
          Selector.of("orders_total", Matcher.equal("status", "ok")), Selector.of("orders_total"));
  public static final Indicator LATENCY =
      new Latency(
          Selector.of("orders_seconds_bucket", Matcher.equal("le", "1")),
          Selector.of("orders_seconds_count"),
          Duration.ofSeconds(1));
  public static final Indicator RAW = new RawRatio("1 - probe_success", RatioOf.FAILURE);
  public static final Indicator VALUES =
      RawRatio.ofValues("queue_length", Comparison.LTE, BigDecimal.valueOf(100));
  public static final Budgeting SLICES =
      new Timeslices(Duration.ofMinutes(1), new BigDecimal("0.95"));

  public static final Budgeting RATIO_SLICES = new RatioTimeslices(Duration.ofMinutes(1));

  private Slos() {}

  public static Slo availability(String percent, int days) {
    return slo(EVENTS, percent, days, new Occurrences());
  }

  public static Slo without(String... tiers) {
    var defaults = Alerting.defaults();
    var alerting =
        new Alerting(
            defaults.dependsOn(),
            defaults.pageMinBadEvents(),
            defaults.ticketMinBadEvents(),
            Set.of(tiers),
            defaults.runbook());
    return slo(EVENTS, "99.9", 30, new Occurrences(), alerting);
  }

  public static Slo slo(Indicator indicator, String percent, int days, Budgeting budgeting) {
    return slo(indicator, percent, days, budgeting, Alerting.defaults());
  }

  private static Slo slo(
      Indicator indicator, String percent, int days, Budgeting budgeting, Alerting alerting) {
    return new Slo(
        "s",
        "S",
        "shop",
        "",
        indicator,
        Objective.percent(percent),
        Rolling.days(days),
        budgeting,
        alerting,
        new Place("shop.yaml", 1, 1));
  }
}
