package dev.nines.slo.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import dev.nines.slo.compiler.Slos;
import dev.nines.slo.model.Budgeting.Occurrences;
import dev.nines.slo.model.Budgeting.RatioTimeslices;
import dev.nines.slo.model.Period.Calendar.Unit;
import dev.nines.slo.model.Slo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real promtool judges the committed rules and runs their generated tests. */
@Execution(ExecutionMode.CONCURRENT)
class RulesIT {
  private static final Path GENERATED = Path.of("../../alerting-rules/generated");

  private static Tool promtool;

  @BeforeAll
  static void find() {
    Optional<Tool> found = Tool.find("promtool", "NINES_PROMTOOL");
    if (found.isEmpty()) {
      var message =
          "RULES NOT TESTED: no promtool on the PATH, in NINES_PROMTOOL or in $NINES_HOME/tools";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      System.err.println(message);
      Assumptions.abort(message);
    }
    promtool = found.get();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rules_areValid(String file) throws Exception {
    var answer = promtool.run(GENERATED, "check", "rules", "--lint-fatal", file);
    assertThat(answer.content()).as(answer.output()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("tests")
  void rules_doWhatTheyClaim(String file) throws Exception {
    var answer = promtool.run(GENERATED, "test", "rules", file);
    assertThat(answer.content()).as(answer.output()).isTrue();
  }

  /** Beyond the committed ones: every way to lower an indicator, and unusual objectives. */
  @ParameterizedTest
  @MethodSource("otherSlos")
  void otherSlos_compileToValidRules(List<Slo> slos) throws Exception {
    var folder = Files.createTempDirectory("rules");
    var compiled = new SloCompiler(Options.defaults()).compiled(slos);
    GeneratedFiles.of(compiled).write(folder);
    var check = promtool.run(folder, "check", "rules", "--lint-fatal", "shop.rules.yaml");
    assertThat(check.content()).as(check.output()).isTrue();
    for (var tests : List.of("shop.tests.yaml", "shop.live.tests.yaml")) {
      var answer = promtool.run(folder, "test", "rules", tests);
      assertThat(answer.content()).as(answer.output()).isTrue();
    }
  }

  static Stream<List<Slo>> otherSlos() {
    return Stream.concat(Stream.of(Slos.composite()), each().stream().map(List::of));
  }

  private static List<Slo> each() {
    return List.of(
        Slos.availability("99.99", 90),
        Slos.slo(Slos.LATENCY, "90", 1, new Occurrences()),
        Slos.without("cliff", "fast", "slow", "trend"),
        Slos.without("medium", "slow", "trend", "drift"),
        Slos.slo(Slos.EVENTS, "99.5", 30, Slos.SLICES),
        Slos.slo(Slos.RAW, "99", 30, new Occurrences()),
        Slos.slo(Slos.RAW, "99", 3, Slos.SLICES),
        Slos.slo(Slos.VALUES, "99", 30, new Occurrences()),
        Slos.slo(Slos.VALUES, "99", 30, Slos.SLICES),
        Slos.slo(Slos.EVENTS, "99.9", 30, Slos.RATIO_SLICES),
        Slos.slo(Slos.LATENCY, "99", 7, Slos.RATIO_SLICES),
        Slos.slo(Slos.RAW, "99", 30, Slos.RATIO_SLICES),
        Slos.slo(Slos.EVENTS, "99", 30, Slos.slices(5)),
        Slos.slo(Slos.LATENCY, "99.5", 7, Slos.slices(10)),
        Slos.slo(Slos.RAW, "99", 30, Slos.slices(15)),
        Slos.slo(Slos.VALUES, "95", 30, Slos.slices(60)),
        Slos.slo(Slos.EVENTS, "99.9", 30, new RatioTimeslices(Duration.ofMinutes(5))),
        Slos.slo(Slos.SHARE, "99.9", 30, new Occurrences()),
        Slos.retuned(),
        Slos.withPolicies(),
        Slos.calendar(1, Unit.MONTH, "Europe/Berlin"),
        Slos.calendar(12, Unit.MONTH, "America/New_York"),
        Slos.calendar(7, Unit.DAY, "Asia/Kolkata"),
        Slos.grouped(20),
        Slos.excluding(Instant.ofEpochSecond(86_400), Instant.ofEpochSecond(90_000)));
  }

  /** Half a minute above the bound, then nothing that is a number, then good again. */
  @Test
  void valuesBeyondTheirBound_areBad_andNoNumberIsNone() throws Exception {
    var folder = Files.createTempDirectory("rules");
    var slo = Slos.slo(Slos.VALUES, "99", 30, new Occurrences());
    GeneratedFiles.of(new SloCompiler(Options.defaults()).compiled(List.of(slo))).write(folder);
    var tests =
        """
        rule_files: [shop.rules.yaml]
        evaluation_interval: 5s
        tests:
          - interval: 5s
            input_series:
              - series: queue_length{queue="mail"}
                values: 100x11 101x5 NaN NaN NaN NaN NaN NaN 1x40
            promql_expr_test:
              - expr: slo:sli_error:ratio_rate1m{slo="s"}
                eval_time: 55s
                exp_samples: [{labels: 'slo:sli_error:ratio_rate1m{service="shop",slo="s"}', value: 0}]
              - expr: slo:sli_error:ratio_rate1m{slo="s"}
                eval_time: 85s
                exp_samples: [{labels: 'slo:sli_error:ratio_rate1m{service="shop",slo="s"}', value: 0.5}]
              - expr: slo:sli_error:ratio_rate1m{slo="s"}
                eval_time: 115s
                exp_samples: [{labels: 'slo:sli_error:ratio_rate1m{service="shop",slo="s"}', value: 1}]
              - expr: slo:sli_error:ratio_rate1m{slo="s"}
                eval_time: 240s
                exp_samples: [{labels: 'slo:sli_error:ratio_rate1m{service="shop",slo="s"}', value: 0}]
        """;
    Files.writeString(folder.resolve("values.tests.yaml"), tests);
    var answer = promtool.run(folder, "test", "rules", "values.tests.yaml");
    assertThat(answer.content()).as(answer.output()).isTrue();
  }

  /** Four busy good minutes, a quiet bad one, then none: two bad events of 802 are a fifth. */
  @Test
  void ratioTimeslices_weighEachMinuteTheSame() throws Exception {
    var folder = Files.createTempDirectory("rules");
    var slo = Slos.slo(Slos.EVENTS, "99.9", 30, Slos.RATIO_SLICES);
    GeneratedFiles.of(new SloCompiler(Options.defaults()).compiled(List.of(slo))).write(folder);
    var tests =
        """
        rule_files: [shop.rules.yaml]
        evaluation_interval: 1m
        group_eval_order: [shop/targets, s/base, s/state, s/period, s/live]
        tests:
          - interval: 30s
            input_series:
              - series: orders_total{status="ok"}
                values: 0+100x8 800x9
              - series: orders_total{status="failed"}
                values: 0x8 1 2x8
            promql_expr_test:
              - expr: slo:sli_error:ratio_rate30m{slo="s"}
                eval_time: 4m
                exp_samples: [{labels: 'slo:sli_error:ratio_rate30m{service="shop",slo="s"}', value: 0}]
              - expr: slo:sli_error:ratio_rate30m{slo="s"}
                eval_time: 7m
                exp_samples: [{labels: 'slo:sli_error:ratio_rate30m{service="shop",slo="s"}', value: 0.2}]
        """;
    Files.writeString(folder.resolve("slices.tests.yaml"), tests);
    var answer = promtool.run(folder, "test", "rules", "slices.tests.yaml");
    assertThat(answer.content()).as(answer.output()).isTrue();
  }

  /**
   * Of six slices of five minutes, the second is bad: a tenth of it was, and a twentieth may be.
   */
  @Test
  void longerSlices_areGoodOrBadAsAWhole() throws Exception {
    var folder = Files.createTempDirectory("rules");
    var slo = Slos.slo(Slos.EVENTS, "99", 30, Slos.slices(5));
    GeneratedFiles.of(new SloCompiler(Options.defaults()).compiled(List.of(slo))).write(folder);
    var tests =
        """
        rule_files: [shop.rules.yaml]
        evaluation_interval: 1m
        group_eval_order: [shop/targets, s/base, s/state, s/period, s/live]
        tests:
          - interval: 30s
            input_series:
              - series: orders_total{status="ok"}
                values: 0+100x70
              - series: orders_total{status="failed"}
                values: 0x14 100 200x60
            promql_expr_test:
              - expr: count_over_time(slo:total_slices:count1m{slo="s"}[30m])
                eval_time: 30m30s
                exp_samples: [{labels: '{service="shop",slo="s"}', value: 6}]
              - expr: sum_over_time(slo:bad_slices:count1m{slo="s"}[30m])
                eval_time: 30m30s
                exp_samples: [{labels: '{service="shop",slo="s"}', value: 1}]
              - expr: slo:sli_error:ratio_rate30m{slo="s"}
                eval_time: 30m30s
                exp_samples: [{labels: 'slo:sli_error:ratio_rate30m{service="shop",slo="s"}', value: 0.16666666666666666}]
        """;
    Files.writeString(folder.resolve("slices.tests.yaml"), tests);
    var answer = promtool.run(folder, "test", "rules", "slices.tests.yaml");
    assertThat(answer.content()).as(answer.output()).isTrue();
  }

  @Test
  void aBrokenClaim_isNoticed() throws Exception {
    var folder = Files.createTempDirectory("rules");
    Files.copy(GENERATED.resolve("order.rules.yaml"), folder.resolve("order.rules.yaml"));
    var tests =
        """
        rule_files: [order.rules.yaml]
        tests:
          - promql_expr_test:
              - expr: slo:objective:ratio{slo="order-creation-availability"} > 1
                eval_time: 0m
                exp_samples: [{labels: '{}', value: 2}]
        """;
    Files.writeString(folder.resolve("broken.tests.yaml"), tests);
    assertThat(promtool.run(folder, "test", "rules", "broken.tests.yaml").content()).isFalse();
  }

  static List<String> rules() throws IOException {
    return files(".rules.yaml");
  }

  static List<String> tests() throws IOException {
    return files(".tests.yaml");
  }

  private static List<String> files(String ending) throws IOException {
    try (var files = Files.list(GENERATED)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .sorted()
          .toList();
    }
  }
}
