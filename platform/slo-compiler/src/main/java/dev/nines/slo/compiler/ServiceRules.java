package dev.nines.slo.compiler;

import dev.nines.slo.compiler.rule.RuleGroup;
import dev.nines.slo.compiler.rule.RuleTest;
import dev.nines.slo.model.Slo;
import java.util.List;

/** What one service's SLOs compile to. */
public record ServiceRules(
    String service, List<Slo> slos, List<RuleGroup> groups, List<RuleTest> tests) {
  public ServiceRules {
    slos = List.copyOf(slos);
    groups = List.copyOf(groups);
    tests = List.copyOf(tests);
  }
}
