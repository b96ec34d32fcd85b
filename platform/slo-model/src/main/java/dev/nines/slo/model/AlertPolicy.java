package dev.nines.slo.model;

import dev.nines.slo.model.Indicator.Comparison;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * Whom an SLO's alerts reach; OpenSLO's {@code AlertPolicy}.
 *
 * @param condition one more alert than the tiers give; its severity says which of the SLO's alerts
 *     the policy is about
 * @param whenBreaching whether targets are told when the budget burns
 * @param whenResolved whether they are told when it no longer does
 * @param whenNoData whether they are told that there is nothing to measure
 */
public record AlertPolicy(
    String name,
    Condition condition,
    boolean whenBreaching,
    boolean whenResolved,
    boolean whenNoData,
    List<Target> targets) {
  public AlertPolicy {
    targets = List.copyOf(targets);
  }

  /**
   * An alert when the budget burns so fast for so long; OpenSLO's {@code AlertCondition}.
   *
   * @param op {@link Comparison#GT} or {@link Comparison#GTE}
   * @param burnRate 1 spends the budget in exactly one period; above 0
   * @param lookback the window that the burn rate is of; whole minutes, at least one
   * @param after how long it must hold; may be zero
   */
  public record Condition(
      String name,
      String displayName,
      String description,
      Severity severity,
      Comparison op,
      BigDecimal burnRate,
      Duration lookback,
      Duration after) {
    public Condition {
      if (burnRate.signum() <= 0 || lookback.toMinutes() < 1) {
        throw new IllegalArgumentException(
            "burnRate must be above 0 and lookback at least 1m, was: "
                + burnRate
                + ", "
                + lookback);
      }
    }
  }

  /**
   * Where a notification goes; OpenSLO's {@code AlertNotificationTarget}.
   *
   * @param address an e-mail address or a Slack channel; empty for the others, whose address is a
   *     secret and stands in a file beside Alertmanager's configuration
   */
  public record Target(String name, Channel channel, String address) {}

  /** What carries a notification; OpenSLO's {@code target}. */
  public enum Channel {
    EMAIL,
    SLACK,
    PAGERDUTY,
    WEBHOOK
  }
}
