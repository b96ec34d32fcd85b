package dev.nines.cli.replay;

import dev.nines.slo.compiler.rule.Rule.Alert;
import dev.nines.slo.compiler.rule.Rule.Recording;
import dev.nines.slo.compiler.rule.RuleGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rules in the order of what reads what. Running, each evaluation sees what those before it
 * recorded; afterwards, a whole layer is evaluated over all of time before the next one is.
 */
final class Layers {
  private static final Pattern RECORDED =
      Pattern.compile("(slo:[a-z0-9_]+(?::[a-z0-9_]+)?)(?:\\{[^}]*?\\bslo=\"([^\"]*)\")?");
  private static final Pattern INSTANT =
      Pattern.compile("(slo:[a-z0-9_]+(?::[a-z0-9_]+)?\\{[^}]*})(?!\\[)");

  private final Map<String, Duration> intervals = new LinkedHashMap<>();
  private final Map<String, Integer> levels = new LinkedHashMap<>();
  private final List<RuleGroup> groups;

  Layers(List<RuleGroup> groups) {
    this.groups = List.copyOf(groups);
    for (var group : groups) {
      for (var rule : group.rules()) {
        if (rule instanceof Recording recording) {
          intervals.merge(recording.metric(), group.interval(), Layers::longer);
          levels.put(key(recording), 0);
        }
      }
    }
    settle();
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /** Raises levels until each is above all that it reads. */
  private void settle() {
    for (int pass = 0; pass <= levels.size(); pass++) {
      if (!raise()) {
        return;
      }
    }
    throw new IllegalStateException("recording rules must not read themselves: " + levels);
  }

  private boolean raise() {
    boolean raised = false;
    for (var group : groups) {
      for (var rule : group.rules()) {
        if (rule instanceof Recording recording) {
          int level = above(recording.expression());
          raised |= level > levels.getOrDefault(key(recording), 0);
          levels.merge(key(recording), level, Math::max);
        }
      }
    }
    return raised;
  }

  /** One SLO's series: a composite reads its parts' of the same name. */
  private static String key(Recording recording) {
    return key(recording.metric(), recording.labels().getOrDefault("slo", ""));
  }

  private static String key(String metric, @Nullable String slo) {
    return metric + " of " + (slo == null ? "" : slo);
  }

  private int above(String expression) {
    return RECORDED
        .matcher(expression)
        .results()
        .map(found -> levels.getOrDefault(key(found.group(1), found.group(2)), -1) + 1)
        .max(Integer::compare)
        .orElse(0);
  }

  /** Recording rules, layer by layer, as content of rule files. */
  List<Map<String, Object>> files() {
    var layers = new TreeMap<Integer, List<Map<String, Object>>>();
    for (var group : groups) {
      group(group)
          .forEach((level, rules) -> {
            var content = new LinkedHashMap<String, Object>();
            content.put("name", group.name());
            content.put("interval", group.interval().toSeconds() + "s");
            content.put("rules", rules);
            layers.computeIfAbsent(level, _ -> new ArrayList<>()).add(content);
          });
    }
    return layers.values().stream().map(layer -> Map.<String, Object>of("groups", layer)).toList();
  }

  private Map<Integer, List<Map<String, Object>>> group(RuleGroup group) {
    var rules = new TreeMap<Integer, List<Map<String, Object>>>();
    for (var rule : group.rules()) {
      if (rule instanceof Recording recording) {
        int level = levels.getOrDefault(key(recording), 0);
        rules
            .computeIfAbsent(level, _ -> new ArrayList<>())
            .add(
                Map.of(
                    "record", recording.metric(),
                    "expr", fresh(recording.expression()),
                    "labels", recording.labels()));
      }
    }
    return rules;
  }

  /** The alerts, each with the interval of its group. */
  Map<Alert, Duration> alerts() {
    var alerts = new LinkedHashMap<Alert, Duration>();
    for (var group : groups) {
      for (var rule : group.rules()) {
        if (rule instanceof Alert alert) {
          alerts.put(alert, group.interval());
        }
      }
    }
    return alerts;
  }

  /**
   * Reads each recorded series as of its own last evaluation only. While rules run, Prometheus ends
   * a series whose rule has no result with a stale marker; blocks made afterwards have none, and a
   * series would outlive itself by the whole lookback.
   */
  String fresh(String expression) {
    return INSTANT
        .matcher(expression)
        .replaceAll(found -> {
          var metric = found.group().substring(0, found.group().indexOf('{'));
          var interval = intervals.get(metric);
          return interval == null
              ? java.util.regex.Matcher.quoteReplacement(found.group())
              : java.util.regex.Matcher.quoteReplacement(
                  "last_over_time(%s[%ds])".formatted(found.group(), interval.toSeconds()));
        });
  }
}
