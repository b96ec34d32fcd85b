package dev.nines.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.nines.cli.inbox.Inbox;
import dev.nines.cli.inbox.InboxClient;
import dev.nines.cli.inbox.Mail;
import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Terminal;
import dev.nines.cli.tools.RealTools;
import dev.nines.cli.tools.Tool;
import dev.nines.cli.tools.Toolbox;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whom the real Alertmanager tells, and what. */
@Timeout(120)
class ReceiversIT {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static Toolbox tools;

  @TempDir(factory = OddlyNamed.class)
  Path folder;

  private NotificationServer server;
  private AlertingRules rules;
  private Settings settings;
  private Configuration configuration;

  @BeforeAll
  static void find() {
    tools = RealTools.find("RECEIVERS");
  }

  @BeforeEach
  void copy() throws IOException {
    server = new NotificationServer();
    rules = AlertingRules.copy(folder.resolve("root"));
    // PagerDuty is here; tickets, too, are told after 5 s, and what changes after 2.
    rules.edit(yaml ->
        yaml.replace(
                "global:\n", "global:\n  pagerduty_url: " + server.address("/pagerduty") + "\n")
            .replace("group_wait: 1m", "group_wait: 5s")
            .replaceAll("group_interval: \\w+", "group_interval: 2s"));
    Map<String, String> environment = freePorts();
    environment.put("NINES_HOME", folder.resolve("home").toString());
    settings = Settings.read(rules.root(), environment);
    configuration = new Configuration(settings);
  }

  @AfterEach
  void end() {
    server.close();
  }

  static IntStream combinations() {
    return IntStream.range(0, 8);
  }

  @ParameterizedTest
  @MethodSource("combinations")
  void everyCombination_isAConfigurationOfJustThose(int bits) throws Exception {
    boolean slack = (bits & 1) != 0;
    boolean pagerDuty = (bits & 2) != 0;
    boolean webhook = (bits & 4) != 0;
    fill(slack, pagerDuty, webhook);

    configuration.write();

    Process amtool =
        new ProcessBuilder(
                tools.file(Tool.AMTOOL).toString(),
                "check-config",
                configuration.alertmanager().toString())
            .redirectErrorStream(true)
            .start();
    String answer = amtool.inputReader().readAllAsString();
    assertThat(amtool.waitFor()).as(answer).isZero();
    assertThat(answer).contains("- 3 receivers", "- 1 templates");
    String running = Files.readString(configuration.alertmanager());
    assertThat(running.contains("slack_configs:")).isEqualTo(slack);
    assertThat(running.contains("pagerduty_configs:")).isEqualTo(pagerDuty);
    assertThat(running.contains("webhook_configs:")).isEqualTo(webhook);
  }

  @Test
  void nothingFilledIn_mailsAreAllThatIsSent_andNoErrorIsLogged() throws Exception {
    configuration.write();
    serveInbox();

    try (RunningAlertmanager alertmanager = new RunningAlertmanager(tools, settings)) {
      alertmanager.post(
          List.of(
              Alert.page("availability", "cliff").firing(),
              Alert.ticket("latency", "slow").firing()));
      await().atMost(PATIENCE).until(() -> mails().size() == 2);

      assertThat(server.all()).isEmpty();
      assertThat(alertmanager.log()).doesNotContainIgnoringCase("level=warn", "level=error");
    }
  }

  @Test
  void filledInWhileItRuns_eachIsToldOnce_ofAnIncidentAndOfItsEnd() throws Exception {
    configuration.write();
    serveInbox();
    List<Alert> alerts =
        List.of(
            Alert.page("availability", "cliff"),
            // Held back: lesser tiers of the same SLO.
            Alert.page("availability", "fast"),
            Alert.ticket("availability", "slow"),
            // Two of one SLO and severity are one incident.
            Alert.ticket("latency", "slow"),
            Alert.of("SLOSeriesMissing", "latency", "ticket", "none"),
            // Nobody needs to know.
            Alert.of("SLOIdle", "other", "info", "none"));

    try (RunningAlertmanager alertmanager = new RunningAlertmanager(tools, settings)) {
      fill(true, true, true);
      assertThat(new Receivers(settings).apply(configuration.switchReceivers(), quiet())).isTrue();
      alertmanager.post(alerts.stream().map(Alert::firing).toList());
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(server.all()).hasSizeGreaterThanOrEqualTo(5));
      await().atMost(PATIENCE).until(() -> mails().size() >= 2);
      alertmanager.post(alerts.stream().map(Alert::resolved).toList());
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(server.all()).hasSizeGreaterThanOrEqualTo(10));
      await().atMost(PATIENCE).until(() -> mails().size() >= 4);

      assertThat(alertmanager.log()).doesNotContainIgnoringCase("level=warn", "level=error");
    }

    assertSlack();
    assertPagerDuty();
    assertWebhook();
    assertThat(mails())
        .extracting(Mail::slo, Mail::severity, Mail::status)
        .containsExactlyInAnyOrder(
            tuple("availability", "page", "firing"),
            tuple("latency", "ticket", "firing"),
            tuple("availability", "page", "resolved"),
            tuple("latency", "ticket", "resolved"));
  }

  private void assertSlack() {
    List<JsonNode> attachments =
        server.at("/slack").stream().map(message -> message.at("/attachments/0")).toList();
    assertThat(attachments)
        .extracting(text("/title"), text("/color"))
        .containsExactlyInAnyOrder(
            tuple("[PAGE] availability: 1 % &lt; the &amp; budget", "#b91c1c"),
            tuple("[TICKET] latency: 1 % &lt; the &amp; budget", "#b45309"),
            tuple("[RESOLVED] availability is within its promise again", "#047857"),
            tuple("[RESOLVED] latency is within its promise again", "#047857"));
    assertThat(attachments)
        .allSatisfy(attachment -> {
          assertThat(attachment.at("/title_link").asString()).isEqualTo(Alert.GRAPH);
          assertThat(attachment.path("actions"))
              .extracting(text("/text"), text("/url"))
              .containsExactly(
                  tuple("Graph", Alert.GRAPH),
                  tuple("Alertmanager", "http://" + settings.address(Port.ALERTMANAGER)));
        });
    JsonNode page =
        attachments.stream()
            .filter(attachment -> attachment.path("title").asString().startsWith("[PAGE]"))
            .findFirst()
            .orElseThrow();
    assertThat(page.path("text").asString().replaceFirst("Since.*", "Since* then"))
        .isEqualTo(
            """
            It burns.
            *Service* shop
            *Burning* 90.0 times as fast as the budget allows
            *Budget left* 98.9 %
            *Objective* 99.9 % of events good over 30 days
            *Since* then
            *Look next* `./nines status`
            *Runbook* `docs/runbooks/availability.md`\
            """);
  }

  /** Pages alone, and the end has the key of the beginning. */
  private void assertPagerDuty() {
    List<JsonNode> events = server.at("/pagerduty");
    assertThat(events)
        .extracting(text("/event_action"), text("/routing_key"), text("/dedup_key"))
        .containsExactly(
            tuple("trigger", KEY, events.getFirst().path("dedup_key").asString()),
            tuple("resolve", KEY, events.getFirst().path("dedup_key").asString()));
    JsonNode trigger = events.getFirst();
    assertThat(trigger.path("dedup_key").asString()).isNotEmpty();
    assertThat(trigger.path("client").asString()).isEqualTo("Nines");
    assertThat(trigger.at("/links/0/href").asString()).isEqualTo(Alert.GRAPH);
    assertThat(List.of(trigger.path("payload")))
        .extracting(
            text("/summary"),
            text("/severity"),
            text("/source"),
            text("/component"),
            text("/class"))
        .containsExactly(
            tuple(
                "[PAGE] availability: 1 % < the & budget",
                "critical", "shop", "availability", "SLOErrorBudgetBurn"));
    assertThat(trigger.at("/payload/custom_details/firing").asString())
        .contains(
            "It burns.", "90.0 times as fast", "Runbook:        docs/runbooks/availability.md");
  }

  private void assertWebhook() {
    assertThat(server.at("/webhook"))
        .extracting(
            text("/status"),
            text("/groupLabels/slo"),
            text("/groupLabels/severity"),
            group -> group.path("alerts").size())
        .containsExactlyInAnyOrder(
            tuple("firing", "availability", "page", 1),
            tuple("firing", "latency", "ticket", 2),
            // What was held back ends with what held it back.
            tuple("resolved", "availability", "page", 2),
            tuple("resolved", "latency", "ticket", 2));
  }

  private static Function<JsonNode, Object> text(String pointer) {
    return node -> node.at(pointer).asString();
  }

  private void fill(boolean slack, boolean pagerDuty, boolean webhook) throws IOException {
    if (slack) {
      rules.fill("slack", server.address("/slack") + "\n");
    }
    if (pagerDuty) {
      rules.fill("pagerduty", KEY + "\r\n");
    }
    if (webhook) {
      rules.fill("webhook", " " + server.address("/webhook"));
    }
  }

  private void serveInbox() throws IOException {
    Inbox.serve(
        folder.resolve("mails"),
        Settings.LOOPBACK,
        settings.port(Port.SMTP),
        settings.port(Port.MAIL_UI));
  }

  private List<Mail> mails() throws IOException {
    return new InboxClient(settings.url(Port.MAIL_UI, "")).newest(100);
  }

  private static Terminal quiet() {
    return Terminal.plain(
        new PrintStream(PrintStream.nullOutputStream()),
        new PrintStream(PrintStream.nullOutputStream()),
        false);
  }

  private static Map<String, String> freePorts() throws IOException {
    Map<String, String> environment = new HashMap<>();
    List<ServerSocket> held = new ArrayList<>();
    for (Port port : Port.values()) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      held.add(socket); // until all are found, so that no two are the same
      environment.put(port.variable(), "" + socket.getLocalPort());
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    return environment;
  }
}
