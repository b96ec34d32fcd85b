package dev.nines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.cli.json.Json;
import dev.nines.cli.terminal.ExitStatus;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class NinesTests extends CommandTest {
  private static final Path ROOT = Path.of("../..");

  @Test
  void unknownSubcommand_suggestsTheNearest() {
    assertThat(run("statsu")).isEqualTo(ExitStatus.USAGE);
    assertThat(complaint()).contains("statsu").contains("Did you mean: status");
  }

  @Test
  void help_ofEveryCommand_complainsOfNothing() {
    helpOf(new CommandLine(new Nines(Map.of())));

    // A percent sign by itself is a warning of picocli's.
    assertThat(complaint()).isEmpty();
  }

  private static void helpOf(CommandLine command) {
    assertThat(command.getUsageMessage()).isNotBlank();
    command.getSubcommands().values().forEach(NinesTests::helpOf);
  }

  @Test
  void help_namesEveryCommand_andTheExitStatuses() {
    assertThat(run("--help")).isEqualTo(ExitStatus.OK);
    assertThat(output())
        .contains("up", "status", "load", "break", "heal", "inbox", "down", "slo", "token", "certs")
        .contains("test")
        .contains("Exit status:")
        .doesNotContain("supervise");
  }

  @Test
  void unknownIncidentOrSlo_listsThoseThatExist() throws Exception {
    var file = "../../services/order/src/main/resources/slo/order.yaml";
    assertThat(run("slo", "backtest", "--incident", "flood", file)).isEqualTo(ExitStatus.USAGE);
    assertThat(complaint()).contains("no incident 'flood'").contains("deploy-blip");
    assertThat(run("slo", "prove", "--slo", "order", file)).isEqualTo(ExitStatus.USAGE);
    assertThat(complaint()).contains("no SLO 'order'").contains("order-creation-availability");
  }

  @Test
  void backtest_needsExactlyOneHistory() {
    assertThat(run("slo", "backtest")).isEqualTo(ExitStatus.USAGE);
    assertThat(complaint()).contains("--incident").contains("--openmetrics");
    assertThat(run("slo", "backtest", "--list")).isEqualTo(ExitStatus.OK);
    assertThat(output()).contains("quiet-night");
  }

  @Test
  void chaos_needsAStackToKillPartsOf() {
    assertThat(run("chaos")).isEqualTo(ExitStatus.REFUSED);
    assertThat(complaint()).contains("The stack is not up").contains("./nines up --native");
    assertThat(run("chaos", "--kills", "0")).isEqualTo(ExitStatus.REFUSED);
    assertThat(complaint()).contains("--kills, --rate and --timeout must be above 0");
  }

  @Test
  void bench_saysWhichServicesThereAre() {
    for (String command : List.of("startup", "profile")) {
      assertThat(run("bench", command, "payment")).isEqualTo(ExitStatus.REFUSED);
      assertThat(complaint()).contains("'payment' is no service of ours. Give gateway or order.");
    }
  }

  @Test
  void telemetryGate_saysWhatItCannotTry() {
    assertThat(run("telemetry-gate", "--sampling", "100%,200%")).isEqualTo(ExitStatus.USAGE);
    assertThat(complaint()).contains("'200%' is no share");
    assertThat(run("telemetry-gate", "--rate", "5000")).isEqualTo(ExitStatus.REFUSED);
    assertThat(complaint()).contains("at most 150000 requests, warm-up included, were: 400000");
    assertThat(run("telemetry-gate", "--queue", "0")).isEqualTo(ExitStatus.REFUSED);
    assertThat(complaint()).contains("queue must be at least 1");
    assertThat(run("telemetry-gate", "--duration", "10s", "--stall", "10s"))
        .isEqualTo(ExitStatus.REFUSED);
    assertThat(complaint()).contains("stall must be shorter");
  }

  @Test
  void unknownFault_listsThoseThatExist() {
    assertThat(run("break", "everything")).isEqualTo(ExitStatus.USAGE);
    assertThat(complaint()).containsIgnoringCase("outage");
  }

  @Test
  void wrongShareOrDuration_saysHowToWriteIt() {
    assertThat(run("break", "errors", "--share", "150%")).isEqualTo(ExitStatus.USAGE);
    assertThat(complaint()).contains("'150%' is no share").contains("20%");
    assertThat(run("load", "--duration", "soon")).isEqualTo(ExitStatus.USAGE);
    assertThat(complaint()).contains("'soon' is no duration");
  }

  @Test
  void status_withoutAStack_saysSo() {
    assertThat(run("status", "--json")).isEqualTo(ExitStatus.NO);
    var status = Json.tree(output());
    assertThat(status.path("services").size()).isEqualTo(6);
    assertThat(status.path("services").path(0).path("up").asBoolean()).isFalse();
    assertThat(status.path("slos").isArray()).isTrue();
  }

  @Test
  void down_withoutAStack_isNoFailure() {
    assertThat(run("down", "--json")).isEqualTo(ExitStatus.OK);
    assertThat(Json.tree(output()).path("ended").asBoolean()).isFalse();
  }

  @Test
  void certs_areMadeOnce_andMadeAnewWhenAskedTo() throws Exception {
    assertThat(run("certs", "--json", "--days", "7")).isEqualTo(ExitStatus.OK);
    var made = Json.tree(output());
    assertThat(made.size()).isEqualTo(4);
    Path order = Path.of(made.path(1).path("folder").asString()).resolve("tls.crt");
    String first = Files.readString(order);

    assertThat(run("certs")).isEqualTo(ExitStatus.OK);
    assertThat(order).hasContent(first);
    assertThat(run("certs", "--renew")).isEqualTo(ExitStatus.OK);
    assertThat(Files.readString(order)).isNotEqualTo(first);
    assertThat(run("certs", "--days", "0")).isEqualTo(ExitStatus.REFUSED);
    assertThat(complaint()).contains("--days must be from 1 to 3650, was: 0");
  }

  @Test
  void mtls_isForTheNativeStack() {
    assertThat(run("up", "--docker", "--mtls")).isEqualTo(ExitStatus.REFUSED);
    assertThat(complaint()).contains("--mtls is for the native stack");
  }

  @Test
  void break_withoutAStack_saysWhatToDo() {
    assertThat(run("break", "outage")).isEqualTo(ExitStatus.REFUSED);
    assertThat(complaint()).contains("./nines up");
  }

  @Test
  void up_onTakenPorts_namesThemAllWithTheirOwner_andStartsNothing() throws Exception {
    try (ServerSocket one = taken();
        ServerSocket other = taken()) {
      Map<String, String> ports =
          Map.of(
              "NINES_GATEWAY_PORT", "" + one.getLocalPort(),
              "NINES_SMTP_PORT", "" + other.getLocalPort());

      assertThat(run(ports, "up", "--native")).isEqualTo(ExitStatus.REFUSED);
    }
    assertThat(complaint())
        .contains("NINES_GATEWAY_PORT", "NINES_SMTP_PORT")
        .contains("process " + ProcessHandle.current().pid())
        .contains("Nothing was started");
    assertThat(home.resolve("plan.json")).doesNotExist();
  }

  @Test
  void sloCheck_tellsEveryMistakeWithItsPlace() throws Exception {
    Path file = home.resolve("broken.yaml");
    Files.writeString(
        file,
        """
        apiVersion: openslo/v1
        kind: SLO
        metadata: {name: broken}
        spec:
          service: nobody
          budgetingMethod: Never
          timeWindow: [{duration: 30x, isRolling: true}]
          objectives: [{target: 1}]
        """);

    assertThat(run("slo", "check", file.toString())).isEqualTo(ExitStatus.NO);
    assertThat(complaint().lines())
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(line -> line.matches(".*broken\\.yaml:\\d+:\\d+: .+\\. .+\\."));
  }

  @Test
  void sloCompile_writesRules_andSaysWhatChanged() {
    Path out = home.resolve("generated");

    assertThat(run("slo", "compile", "--out", out.toString(), "--json")).isEqualTo(ExitStatus.OK);
    var first = Json.tree(output());
    forget();
    assertThat(run("slo", "compile", "--out", out.toString(), "--json")).isEqualTo(ExitStatus.OK);

    assertThat(first.path("changed").size()).isEqualTo(first.path("files").size()).isPositive();
    assertThat(Json.tree(output()).path("changed").size()).isZero();
    assertThat(out.resolve("order.rules.yaml")).isNotEmptyFile();
  }

  @Test
  void sloCompile_ofAll_writesTheRestToo() {
    Path out = home.resolve("all");
    String file = ROOT.resolve("services/order/src/main/resources/slo/order.yaml").toString();

    assertThat(run("slo", "compile", "--all", "--out", out.toString(), file))
        .isEqualTo(ExitStatus.OK);

    for (String name :
        List.of(
            "order.rules.yaml",
            "order.tests.yaml",
            "order.prometheusrule.yaml",
            "order.mimir.yaml",
            "alertmanager.yml",
            "dashboards/order.json",
            "dashboards/fleet.json",
            "runbooks/order-creation-latency.md")) {
      assertThat(out.resolve(name)).isNotEmptyFile();
    }
  }

  @Test
  void sloDiff_saysWhichRulesChange() throws Exception {
    Path old = ROOT.resolve("services/gateway/src/main/resources/slo/gateway.yaml");
    Path renewed = home.resolve("gateway.yaml");
    Files.writeString(
        renewed, Files.readString(old).replace("targetPercent: 99.9", "targetPercent: 99.5"));

    assertThat(run("slo", "diff", old.toString(), old.toString())).isEqualTo(ExitStatus.OK);
    forget();
    assertThat(run("slo", "diff", "--json", old.toString(), renewed.toString()))
        .isEqualTo(ExitStatus.NO);

    var diff = Json.tree(output());
    assertThat(diff.path("changed").asInt()).isGreaterThan(5);
    assertThat(output())
        .contains("\"removed\":[\"vector(0.999)\"],\"added\":[\"vector(0.995)\"]")
        .doesNotContain("gateway-latency");
  }

  @Test
  void sloCheck_live_whereNobodyAnswers_saysSo() {
    String file = ROOT.resolve("services/order/src/main/resources/slo/order.yaml").toString();
    assertThat(run("slo", "check", "--live", "http://127.0.0.1:1", file))
        .isEqualTo(ExitStatus.REFUSED);
    assertThat(complaint()).contains("http://127.0.0.1:1 does not answer");
  }

  @Test
  void token_isAllThatIsPrinted_andMadeForTheNativeStack() throws Exception {
    assertThat(run("token")).isEqualTo(ExitStatus.OK);
    assertThat(output().strip()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
    assertThat(complaint()).isEmpty();
    assertThat(home.resolve("token/public.pem")).isNotEmptyFile();
    forget();

    assertThat(run("token", "--json", "--scope", "orders:read", "--expires", "5m"))
        .isEqualTo(ExitStatus.OK);
    var json = Json.tree(output());
    assertThat(json.path("scope").asString()).isEqualTo("orders:read");
    assertThat(json.path("audience").asString()).isEqualTo("nines");
    assertThat(json.path("token").asString()).isNotEmpty();
    assertThat(java.time.Instant.parse(json.path("expires_at").asString()))
        .isBetween(
            java.time.Instant.now().plusSeconds(200), java.time.Instant.now().plusSeconds(301));
  }

  @Test
  void tokenThatCannotBe_saysWhy() {
    assertThat(run("token", "--expires", "0s")).isEqualTo(ExitStatus.REFUSED);
    assertThat(complaint()).contains("life must be 1 s or more");
    assertThat(run("token", "--expires", "soon")).isEqualTo(ExitStatus.USAGE);
    assertThat(run("token", "--scope", "ümlaut")).isEqualTo(ExitStatus.REFUSED);
    assertThat(complaint()).contains("scope must be one word");
  }

  @Test
  void tools_arePrintedForAShell() throws Exception {
    Map<String, String> named = new HashMap<>();
    for (String name : new String[] {"PROMETHEUS", "PROMTOOL", "ALERTMANAGER", "AMTOOL"}) {
      Path file = Files.writeString(home.resolve("it's " + name), "#!/bin/sh\nexit 0\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
      named.put("NINES_" + name, file.toString());
    }

    assertThat(run(named, "tools")).isEqualTo(ExitStatus.OK);
    assertThat(output().lines()).hasSize(4).contains("NINES_AMTOOL='" + home + "/it'\\''s AMTOOL'");
  }
}
