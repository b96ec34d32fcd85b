package dev.nines.slo.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.slo.compiler.Compilation.Compiled;
import dev.nines.slo.compiler.Compilation.Rejected;
import dev.nines.slo.compiler.rule.Rule;
import dev.nines.slo.compiler.rule.Rule.Recording;
import dev.nines.slo.compiler.yaml.AlertmanagerYaml;
import dev.nines.slo.compiler.yaml.GeneratedFiles;
import dev.nines.slo.openslo.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a correct file combines, no rule reads what no rule records, and all is written. */
class RandomSlosTests {
  private static final Pattern READ =
      Pattern.compile("(slo:[a-z0-9_]+:[a-zA-Z0-9_]+)\\{service=\"shop\",slo=\"([a-z0-9-]+)\"");
  private static final List<String> PERIODS =
      List.of(
          "{duration: 1d, isRolling: true}",
          "{duration: 7d, isRolling: true}",
          "{duration: 30d, isRolling: true}",
          "{duration: 92d, isRolling: true}",
          "{duration: 1d, calendar: {startTime: 2026-01-01 00:00:00, timeZone: Asia/Tokyo}}",
          "{duration: 1M, calendar: {startTime: 2026-01-28 23:59:59, timeZone: Europe/London}}",
          "{duration: 1Y, calendar: {startTime: 2026-04-06 00:00:00, timeZone: UTC}}");
  private static final List<String> INDICATORS =
      List.of(
          "{counter: true, good: SOURCE(a_total{ok=\"y\"}), total: SOURCE(a_total)}",
          "{counter: true, bad: SOURCE(b_total{ok!~\"y|z\"}), total: SOURCE(b_total)}",
          "{counter: true, good: SOURCE(c_seconds_bucket{le=\"1\"}), total: SOURCE(c_seconds_count)}",
          "{counter: false, bad: SOURCE(g{ok=\"n\"}), total: SOURCE(g)}",
          "{raw: SOURCE(d), rawType: success}",
          "{raw: SOURCE(sum(e) / sum(f)), rawType: failure}");
  private static final List<String> WINDOWS =
      List.of("1m", "2m", "3m", "5m", "7m", "30m", "1h", "90m", "6h", "7h", "1d", "3d");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void correctFile_compilesToRulesThatReadEachOther(long seed) {
    var random = new Random(seed);
    int compiled = 0;
    for (int i = 0; i < 100; i++) {
      var text = text(random);
      switch (new SloCompiler(Options.defaults()).compile(List.of(new Source("r.yaml", text)))) {
        case Compiled all -> {
          compiled++;
          assertConsistent(all, text);
        }
        case Rejected(var problems) ->
            assertThat(problems)
                .as(text)
                .allSatisfy(problem ->
                    assertThat(problem.fact())
                        .containsAnyOf("can't be", "looks back", "can be grouped"));
      }
    }
    assertThat(compiled).isGreaterThan(20);
  }

  private static void assertConsistent(Compiled compiled, String text) {
    var recorded = new HashSet<String>();
    var rules =
        compiled.services().getFirst().groups().stream()
            .flatMap(group -> group.rules().stream())
            .toList();
    for (var rule : rules) {
      if (rule instanceof Recording(var metric, _, var labels)) {
        recorded.add(metric + " of " + labels.get("slo"));
      }
    }
    var read = new HashSet<String>();
    rules.stream()
        .map(Rule::expression)
        .flatMap(expression -> READ.matcher(expression).results())
        .map(found -> found.group(1) + " of " + found.group(2))
        .forEach(read::add);
    read.removeAll(recorded);
    assertThat(read).as(text).isEmpty();
    assertThat(
            GeneratedFiles.of(compiled, AlertmanagerYaml.MINIMAL)
                .and(GeneratedFiles.rulers(compiled))
                .and(GeneratedFiles.dashboards(compiled))
                .contents())
        .hasSizeGreaterThanOrEqualTo(6)
        .allSatisfy((_, content) -> assertThat(content).isNotBlank());
  }

  private static String text(Random random) {
    boolean composite = random.nextInt(4) == 0;
    var slices =
        switch (random.nextInt(3)) {
          case 0 -> "";
          case 1 -> "timeSliceWindow: %d, timeSliceTarget: 0.9, ".formatted(1 + random.nextInt(60));
          default -> "timeSliceWindow: %dm, ".formatted(1 + random.nextInt(60));
        };
    var method =
        slices.isEmpty()
            ? "Occurrences"
            : slices.contains("Target") ? "Timeslices" : "RatioTimeslices";
    var objectives = new StringBuilder();
    int count = composite ? 2 + random.nextInt(3) : 1;
    for (int i = 0; i < count; i++) {
      objectives.append("    - {displayName: part%d, %s".formatted(i, slices));
      objectives.append("targetPercent: ").append(90 + random.nextInt(10));
      if (composite) {
        objectives.append(", compositeWeight: ").append(1 + random.nextInt(5));
        objectives.append(", indicator: ").append(indicator(random));
      }
      objectives.append("}\n");
    }
    return """
    apiVersion: openslo/v1
    kind: Service
    metadata: {name: shop}
    spec: {}
    ---
    apiVersion: openslo/v1
    kind: SLO
    metadata:
      name: s
      labels: {team: payments}
      annotations: {%s}
    spec:
      service: shop
    %s  timeWindow: [%s]
      budgetingMethod: %s
      objectives:
    %s  alertPolicies: [%s]
    """
        .formatted(
            annotations(random),
            composite ? "" : "  indicator: " + indicator(random) + "\n",
            one(PERIODS, random),
            method,
            objectives,
            random.nextBoolean() ? policy(random) : "");
  }

  private static String annotations(Random random) {
    var annotations = new StringBuilder("other.tool/x: y");
    if (random.nextBoolean()) {
      annotations.append(
          ", nines.dev/tiers: '%s %d%% %s/%s'"
              .formatted(
                  one(Tier.names(), random),
                  1 + random.nextInt(20),
                  one(WINDOWS, random),
                  one(WINDOWS, random)));
    }
    if (random.nextInt(3) == 0) {
      annotations.append(", nines.dev/drop-tiers: ").append(one(Tier.names(), random));
    }
    if (random.nextInt(4) == 0) {
      annotations.append(", nines.dev/group-by: tenant");
    }
    if (random.nextInt(4) == 0) {
      annotations.append(
          ", nines.dev/exclude: '2026-02-01T00:00:00Z/PT3H, 2026-02-01T02:00:00Z/PT5M'");
    }
    if (random.nextInt(4) == 0) {
      annotations.append(", nines.dev/compatible-labels: sloth");
    }
    return annotations.toString();
  }

  private static String policy(Random random) {
    return """
    {kind: AlertPolicy, metadata: {name: p}, spec: {alertWhenBreaching: true, conditions: [{kind: AlertCondition, \
    metadata: {name: c}, spec: {severity: %s, condition: {kind: burnrate, op: gt, threshold: %d, lookbackWindow: %s}}}], \
    notificationTargets: [{kind: AlertNotificationTarget, metadata: {name: t}, spec: {target: email}}]}}\
    """
        .formatted(
            random.nextBoolean() ? "page" : "ticket", 1 + random.nextInt(30), one(WINDOWS, random));
  }

  private static String indicator(Random random) {
    return "{spec: {ratioMetric: "
        + one(INDICATORS, random)
            .replaceAll(
                "SOURCE\\(((?:[^(){}]|\\{[^}]*\\}|\\([^)]*\\))*)\\)",
                "{metricSource: {type: Prometheus, spec: {query: '$1'}}}")
        + "}}";
  }

  private static <T> T one(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}
