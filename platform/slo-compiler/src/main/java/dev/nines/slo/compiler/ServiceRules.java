package dev.nines.slo.compiler;

import dev.nines.slo.compiler.rule.RuleGroup;
import dev.nines.slo.compiler.rule.RuleTest;
import java.util.List;

/** What one service's SLOs compile to. */
public record ServiceRules(String service, List<RuleGroup> groups, List<RuleTest> tests) {
  public ServiceRules {
    groups = List.copyOf(groups);
    tests = List.copyOf(tests);
  }
}
