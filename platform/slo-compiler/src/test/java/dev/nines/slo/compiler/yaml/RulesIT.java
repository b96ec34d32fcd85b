package dev.nines.slo.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  private static Promtool promtool;

  @BeforeAll
  static void find() {
    Optional<Promtool> found = Promtool.find();
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
