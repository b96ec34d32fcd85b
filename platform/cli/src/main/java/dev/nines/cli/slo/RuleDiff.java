package dev.nines.cli.slo;

import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.rule.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which rules differ between two compilations. */
public final class RuleDiff {
  private RuleDiff() {}

  /**
   * One rule that is not the same.
   *
   * @param rule its name and labels
   * @param removed lines that it no longer has; all of them if it goes
   * @param added lines that it now has; all of them if it is new
   */
  public record Change(String rule, List<String> removed, List<String> added) {
    public Change {
      removed = List.copyOf(removed);
      added = List.copyOf(added);
    }
  }

  /** In the order of {@code before}, and after that what is new. */
  public static List<Change> between(Compiled before, Compiled after) {
    Map<String, List<String>> old = lines(before);
    Map<String, List<String>> renewed = lines(after);
    Set<String> all = new LinkedHashSet<>(old.keySet());
    all.addAll(renewed.keySet());
    List<Change> changes = new ArrayList<>();
    for (String rule : all) {
      List<String> was = old.getOrDefault(rule, List.of());
      List<String> is = renewed.getOrDefault(rule, List.of());
      if (!was.equals(is)) {
        changes.add(new Change(rule, without(was, is), without(is, was)));
      }
    }
    return changes;
  }

  private static List<String> without(List<String> lines, List<String> others) {
    return lines.stream().filter(line -> !others.contains(line)).toList();
  }

  private static Map<String, List<String>> lines(Compiled compiled) {
    Map<String, List<String>> lines = new LinkedHashMap<>();
    compiled
        .services()
        .forEach(service ->
            service
                .groups()
                .forEach(group ->
                    group
                        .rules()
                        .forEach(rule ->
                            lines.put(name(rule), content(group.interval().toSeconds(), rule)))));
    return lines;
  }

  private static String name(Rule rule) {
    return switch (rule) {
      case Rule.Recording recording -> recording.metric() + labels(rule);
      case Rule.Alert alert -> "alert " + alert.name() + labels(rule);
    };
  }

  private static String labels(Rule rule) {
    List<String> labels = new ArrayList<>();
    rule.labels().forEach((name, value) -> labels.add("%s=\"%s\"".formatted(name, value)));
    return "{" + String.join(",", labels) + "}";
  }

  private static List<String> content(long seconds, Rule rule) {
    List<String> lines = new ArrayList<>();
    lines.add("every " + seconds + " s");
    rule.expression().lines().forEach(lines::add);
    if (rule instanceof Rule.Alert alert) {
      lines.add("for " + alert.after().toSeconds() + " s");
      lines.add("keep firing for " + alert.keepFiring().toSeconds() + " s");
      alert.annotations().forEach((name, value) -> lines.add(name + ": " + value));
    }
    return lines;
  }
}
