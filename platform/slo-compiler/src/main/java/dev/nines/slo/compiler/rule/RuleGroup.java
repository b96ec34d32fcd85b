package dev.nines.slo.compiler.rule;

import java.time.Duration;
import java.util.List;

/**
 * Rules evaluated one after the other, at the same moment.
 *
 * @param name unique in its file
 * @param interval from one evaluation to the next; less than five minutes, since Prometheus forgets
 *     a series after that
 * @param rules at most {@link #MAX_RULES}
 */
public record RuleGroup(String name, Duration interval, List<Rule> rules) {
  /** Mimir's default limit, {@code ruler_max_rules_per_rule_group}. */
  public static final int MAX_RULES = 20;

  private static final Duration LOOKBACK = Duration.ofMinutes(5);

  public RuleGroup {
    rules = List.copyOf(rules);
    if (rules.size() > MAX_RULES) {
      throw new IllegalArgumentException(
          "a group must hold at most " + MAX_RULES + " rules, was: " + rules.size());
    }
    if (interval.compareTo(LOOKBACK) >= 0) {
      throw new IllegalArgumentException("interval must be below 5m, was: " + interval);
    }
  }
}
