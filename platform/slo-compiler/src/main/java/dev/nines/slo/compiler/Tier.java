package dev.nines.slo.compiler;

import dev.nines.slo.model.Alerting;
import dev.nines.slo.model.Severity;
import dev.nines.slo.model.Slo;
import dev.nines.slo.model.TierName;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much of a period's error budget may go within how long before somebody is told.
 *
 * <p>A tier fires when both its windows burn faster than {@link BurnThreshold}. The long one says
 * that it matters, the short one that it still goes on; a twelfth of the long one (a quarter to a
 * fifth for the fastest and slowest) ends the alert soon after the fault.
 *
 * @param name highest first: {@code cliff} inhibits {@code fast}, and so on
 * @param budgetShare of the whole period's budget, spent within {@code longWindow}
 * @see <a href="https://sre.google/workbook/alerting-on-slos/">The Site Reliability Workbook,
 *     chapter 5, "6: Multiwindow, Multi-Burn-Rate Alerts", table 5-8</a>
 */
public record Tier(
    String name,
    Severity severity,
    BigDecimal budgetShare,
    Duration longWindow,
    Duration shortWindow) {

  /**
   * The tiers whose windows are the same for each period, highest first. {@code fast}, {@code
   * medium} and {@code trend} are the Workbook's three (2 % in 1 h, 5 % in 6 h, 10 % in 3 d),
   * {@code slow} the fourth that Google and Sloth use (10 % in 1 d). {@code cliff} is ours: it sees
   * a total outage of a 99.9 % service after 26 seconds rather than 52.
   */
  private static final List<Tier> FIXED =
      List.of(
          new Tier(TierName.CLIFF.label(), Severity.PAGE, percent(1), minutes(5), minutes(1)),
          new Tier(TierName.FAST.label(), Severity.PAGE, percent(2), hours(1), minutes(5)),
          new Tier(TierName.MEDIUM.label(), Severity.PAGE, percent(5), hours(6), minutes(30)),
          new Tier(TierName.SLOW.label(), Severity.TICKET, percent(10), days(1), hours(2)),
          new Tier(TierName.TREND.label(), Severity.TICKET, percent(10), days(3), hours(6)));

  /** The names of all tiers, highest first. */
  public static List<String> names() {
    return TierName.labels();
  }

  /** All tiers of an SLO, as its file tunes them, highest first. */
  static List<Tier> of(Slo slo) {
    return of(slo.period().length()).stream().map(tier -> tier.tuned(slo.alerting())).toList();
  }

  /** All tiers of an SLO with this period, highest first. */
  static List<Tier> of(Duration period) {
    return Stream.concat(FIXED.stream(), Stream.of(drift(period))).toList();
  }

  private Tier tuned(Alerting alerting) {
    return alerting.retuned().stream()
        .filter(retuned -> retuned.tier().label().equals(name))
        .findFirst()
        .map(r -> new Tier(name, severity, r.budgetShare(), r.longWindow(), r.shortWindow()))
        .orElse(this);
  }

  /** How many bad events the long window must have. */
  int minBadEvents(Alerting alerting) {
    return switch (severity) {
      case PAGE -> alerting.pageMinBadEvents();
      case TICKET -> alerting.ticketMinBadEvents();
    };
  }

  /**
   * Below the Workbook's tiers a gap is left: half a day at a burn rate of 5 spends 8 % of 30 days'
   * budget, and none of them sees it. This one closes it. Its window is that share of the period
   * which is also the share of the budget, so its burn rate is 1; whatever spends 5 % at a higher
   * rate, however long it takes, passes that within the window.
   */
  private static Tier drift(Duration period) {
    var window = Duration.ofMinutes(period.toMinutes() / 20);
    var shorter = Duration.ofMinutes(Math.max(1, window.toMinutes() / 12));
    return new Tier(TierName.DRIFT.label(), Severity.TICKET, percent(5), window, shorter);
  }

  private static BigDecimal percent(int percent) {
    return BigDecimal.valueOf(percent).movePointLeft(2);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }
}
