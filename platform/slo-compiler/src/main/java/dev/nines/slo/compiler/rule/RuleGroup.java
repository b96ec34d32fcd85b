package dev.nines.slo.compiler.rule;

import java.time.Duration;
import java.util.ArrayList;
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

  /** As many groups as it takes, in the rules' order; {@code name}, {@code name-2} and so on. */
  public static List<RuleGroup> split(String name, Duration interval, List<Rule> rules) {
    var groups = new ArrayList<RuleGroup>();
    for (int from = 0; from < rules.size(); from += MAX_RULES) {
      var part = rules.subList(from, Math.min(rules.size(), from + MAX_RULES));
      var suffix = groups.isEmpty() ? "" : "-" + (groups.size() + 1);
      groups.add(new RuleGroup(name + suffix, interval, part));
    }
    return groups;
  }
}
