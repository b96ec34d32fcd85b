package dev.nines.slo.compiler.rule;

import java.util.List;

/**
 * While an alert matching {@code source} fires, those matching {@code target} are not notified.
 *
 * @param why for whoever reads the file
 * @param source Alertmanager matchers, such as {@code tier="cliff"}
 * @param target Alertmanager matchers
 * @param equal labels that both alerts must have with the same value
 */
public record Inhibition(String why, List<String> source, List<String> target, List<String> equal) {
  public Inhibition {
    source = List.copyOf(source);
    target = List.copyOf(target);
    equal = List.copyOf(equal);
  }
}
