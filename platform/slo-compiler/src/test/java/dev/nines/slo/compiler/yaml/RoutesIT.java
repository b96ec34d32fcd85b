package dev.nines.slo.compiler.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.nines.slo.compiler.Options;
import dev.nines.slo.compiler.SloCompiler;
import dev.nines.slo.compiler.Slos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alertmanager's own tool checks the configuration and says who is told. */
class RoutesIT {
  private static Tool amtool;
  private static Path configuration;

  @BeforeAll
  static void compile() throws Exception {
    var found = Tool.find("amtool", "NINES_AMTOOL");
    if (found.isEmpty()) {
      var message =
          "ROUTES NOT TESTED: no amtool on the PATH, in NINES_AMTOOL or in $NINES_HOME/tools";
      if ("true".equals(System.getenv("CI"))) {
        fail(message);
      }
      System.err.println(message);
      Assumptions.abort(message);
    }
    amtool = found.get();
    var base = Files.readString(Path.of("../../alerting-rules/alertmanager.yml"));
    var compiled = new SloCompiler(Options.defaults()).compiled(List.of(Slos.withPolicies()));
    configuration = Files.createTempDirectory("routes").resolve("alertmanager.yml");
    Files.writeString(
        configuration,
        GeneratedFiles.of(compiled, base)
            .contents()
            .get("alertmanager.yml")
            .replace("  - templates/*.tmpl", ""));
    var answer = amtool.run(configuration.getParent(), "check-config", configuration.toString());
    assertThat(answer.content()).as(answer.output()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alertname=SLOErrorBudgetBurn severity=page | target/mail,target/pager,page
          alertname=SLOErrorBudgetBurn severity=ticket | target/chat-without-resolved,target/mail-without-resolved,target/hook-without-resolved
          alertname=SLOBurnRate severity=page policy=on-call | target/mail,target/pager,page
          alertname=SLOBurnRate severity=ticket policy=team | target/chat-without-resolved,target/mail-without-resolved,target/hook-without-resolved
          alertname=SLOSeriesMissing severity=ticket | target/mail,target/pager,ticket
          alertname=SLODependencyPaging severity=none | nobody
          """)
  void alertsOfThePolicies_goToTheirTargets(String labels, String receivers) throws Exception {
    assertThat(told("shop", "s", labels)).isEqualTo(receivers);
  }

  @ParameterizedTest
  @CsvSource({
    "shop,other,alertname=SLOErrorBudgetBurn severity=page,page",
    "shop,s,alertname=SLOTargetDown severity=page,page",
    "other,s,alertname=SLOErrorBudgetBurn severity=ticket,ticket",
    "other,s,alertname=SLOIdle severity=info,nobody",
    "other,s,alertname=Theirs severity=critical,ticket",
    "other,s,alertname=Theirs,ticket"
  })
  void otherAlerts_goTheUsualWay(String service, String slo, String labels, String receivers)
      throws Exception {
    assertThat(told(service, slo, labels)).isEqualTo(receivers);
  }

  private static String told(String service, String slo, String labels) throws Exception {
    var command =
        new ArrayList<>(
            List.of("config", "routes", "test", "--config.file", configuration.toString()));
    command.add("service=" + service);
    command.add("slo=" + slo);
    command.addAll(List.of(labels.split(" ", -1)));
    var answer = amtool.run(configuration.getParent(), command.toArray(String[]::new));
    // A warning about its own options comes first.
    return answer.output().lines().toList().getLast().strip();
  }
}
