package dev.nines.slo.compiler;

import dev.nines.slo.model.AlertPolicy;
import dev.nines.slo.model.AlertPolicy.Channel;
import dev.nines.slo.model.AlertPolicy.Condition;
import dev.nines.slo.model.AlertPolicy.Target;
import dev.nines.slo.model.Alerting;
import dev.nines.slo.model.Budgeting;
import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Budgeting.RatioTimeslices;
import dev.nines.slo.model.Budgeting.Timeslices;
import dev.nines.slo.model.Counting;
import dev.nines.slo.model.Counting.Exclusion;
import dev.nines.slo.model.Counting.Grouping;
import dev.nines.slo.model.Indicator;
import dev.nines.slo.model.Indicator.BadOfTotal;
import dev.nines.slo.model.Indicator.Comparison;
import dev.nines.slo.model.Indicator.Composite;
import dev.nines.slo.model.Indicator.Composite.Part;
import dev.nines.slo.model.Indicator.GoodOfTotal;
import dev.nines.slo.model.Indicator.Latency;
import dev.nines.slo.model.Indicator.RatioOf;
import dev.nines.slo.model.Indicator.RawRatio;
import dev.nines.slo.model.LabelStyle;
import dev.nines.slo.model.Matcher;
import dev.nines.slo.model.Objective;
import dev.nines.slo.model.Period;
import dev.nines.slo.model.Period.Calendar;
import dev.nines.slo.model.Period.Calendar.Unit;
import dev.nines.slo.model.Period.Rolling;
import dev.nines.slo.model.Place;
import dev.nines.slo.model.Retuned;
import dev.nines.slo.model.Selector;
import dev.nines.slo.model.Severity;
import dev.nines.slo.model.Slo;
import dev.nines.slo.model.TierName;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  public static final Indicator SHARE = new RawRatio("shop:errors:ratio1m", RatioOf.FAILURE);

  private Slos() {}

  public static Budgeting slices(int minutes) {
    return new Timeslices(Duration.ofMinutes(minutes), new BigDecimal("0.95"));
  }

  public static Slo availability(String percent, int days) {
    return slo(EVENTS, percent, days, new Occurrences());
  }

  public static Slo without(String... tiers) {
    return slo(
        EVENTS, "99.9", 30, new Occurrences(), alerting(Set.of(tiers), List.of(), List.of()));
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
        Counting.defaults(),
        alerting,
        Map.of(),
        new Place("shop.yaml", 1, 1));
  }

  private static Alerting alerting(
      Set<String> dropped, List<Retuned> retuned, List<AlertPolicy> policies) {
    var defaults = Alerting.defaults();
    return new Alerting(
        defaults.dependsOn(),
        defaults.pageMinBadEvents(),
        defaults.ticketMinBadEvents(),
        dropped,
        retuned,
        Optional.of(LabelStyle.SLOTH),
        policies,
        defaults.runbook());
  }

  /** With other numbers for two tiers. */
  public static Slo retuned() {
    var tiers =
        List.of(
            new Retuned(
                TierName.CLIFF,
                new BigDecimal("0.02"),
                Duration.ofMinutes(10),
                Duration.ofMinutes(2)),
            new Retuned(
                TierName.SLOW, new BigDecimal("0.05"), Duration.ofHours(12), Duration.ofHours(1)));
    return slo(EVENTS, "99.9", 30, new Occurrences(), alerting(Set.of(), tiers, List.of()));
  }

  /** With a condition of each severity and targets of each kind. */
  public static Slo withPolicies() {
    var page =
        new AlertPolicy(
            "on-call",
            condition("burns", Severity.PAGE, Duration.ofHours(1), Duration.ofMinutes(5)),
            true,
            true,
            true,
            List.of(
                new Target("mail", Channel.EMAIL, "oncall@example.com"),
                new Target("pager", Channel.PAGERDUTY, ""),
                new Target("whoever", Channel.EMAIL, "")));
    var ticket =
        new AlertPolicy(
            "team",
            condition("slowly", Severity.TICKET, Duration.ofMinutes(5), Duration.ZERO),
            true,
            false,
            false,
            List.of(
                new Target("chat", Channel.SLACK, "#shop"),
                new Target("mail", Channel.EMAIL, "oncall@example.com"),
                new Target("hook", Channel.WEBHOOK, "")));
    return slo(
        EVENTS,
        "99.9",
        30,
        new Occurrences(),
        alerting(Set.of(), List.of(), List.of(page, ticket)));
  }

  private static Condition condition(
      String name, Severity severity, Duration lookback, Duration after) {
    return new Condition(name, name, "", severity, Comparison.GTE, BigDecimal.TWO, lookback, after);
  }

  public static Slo calendar(int count, Unit unit, String zone) {
    var start = LocalDateTime.of(2026, 1, 5, 6, 30);
    return with(
        availability("99.9", 30),
        new Calendar(count, unit, start, ZoneId.of(zone)),
        Counting.defaults());
  }

  public static Slo grouped(int cap) {
    var grouping = new Counting(Optional.of(new Grouping("tenant", cap)), List.of());
    return with(availability("99.9", 30), Rolling.days(30), grouping);
  }

  public static Slo excluding(Instant from, Instant until) {
    var counting = new Counting(Optional.empty(), List.of(new Exclusion(from, until)));
    return with(availability("99", 30), Rolling.days(30), counting);
  }

  private static Slo with(Slo slo, Period period, Counting counting) {
    return new Slo(
        slo.name(),
        slo.displayName(),
        slo.service(),
        slo.description(),
        slo.indicator(),
        slo.objective(),
        period,
        slo.budgeting(),
        counting,
        slo.alerting(),
        Map.of("team", "payments"),
        slo.place());
  }

  /** Two parts, the second of which weighs three times as much, and the whole. */
  public static List<Slo> composite() {
    var search =
        named(
            "search",
            new BadOfTotal(
                Selector.of("search_total", Matcher.equal("ok", "no")),
                Selector.of("search_total")),
            "99");
    var pay = named("pay", EVENTS, "99.9");
    var all =
        new Composite(
            List.of(new Part(search, BigDecimal.ONE), new Part(pay, BigDecimal.valueOf(3))));
    var whole = slo(all, all.objective().percent().toPlainString(), 30, new Occurrences());
    return List.of(search, pay, whole);
  }

  private static Slo named(String name, Indicator indicator, String percent) {
    var slo = slo(indicator, percent, 30, new Occurrences(), Alerting.defaults().silent());
    return new Slo(
        name,
        name,
        slo.service(),
        "",
        slo.indicator(),
        slo.objective(),
        slo.period(),
        slo.budgeting(),
        slo.counting(),
        slo.alerting(),
        slo.labels(),
        slo.place());
  }
}
