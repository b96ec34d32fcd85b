package dev.nines.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The switch of receivers, as the native stack uses it. */
class ReceiversTests {
  private static final String KEY = "0123456789abcdef0123456789ABCDEF";

  // Blanks and an apostrophe are what shells and YAML stumble over.
  @TempDir(factory = OddlyNamed.class)
  Path folder;

  private AlertingRules rules;
  private Configuration configuration;

  @BeforeEach
  void copy() throws IOException {
    rules = AlertingRules.copy(folder.resolve("root"));
    configuration =
        new Configuration(
            Settings.read(rules.root(), Map.of("NINES_HOME", folder.resolve("home").toString())));
  }

  @Test
  void nothingFilledIn_leavesNoReceiverThatReadsAFile_norAnEmptyList() throws IOException {
    assertThat(configuration.write()).isEqualTo("receivers: slack off, pagerduty off, webhook off");

    assertThat(Files.readString(configuration.alertmanager()))
        .contains(
            "  - name: page\n    email_configs: &mail\n",
            "  - name: ticket\n    email_configs: *mail\n")
        .doesNotContain("slack_configs", "pagerduty_configs", "webhook_configs", "_file:");
  }

  @Test
  void filledIn_isOnForPagesAndTickets_andReadWhereItLies() throws IOException {
    rules.fill("slack", "https://hooks.slack.com/services/T0/B0/x\n");

    assertThat(configuration.write()).isEqualTo("receivers: slack on, pagerduty off, webhook off");

    assertThat(Files.readString(configuration.alertmanager()))
        .contains("slack_configs: &slack", "slack_configs: *slack")
        .contains(
            "api_url_file: '"
                + configuration.folder().resolve("receivers/slack").toString().replace("'", "''")
                + "'")
        .doesNotContain("hooks.slack.com");
    assertThat(configuration.folder().resolve("receivers/slack"))
        .hasContent("https://hooks.slack.com/services/T0/B0/x");
    assertThat(configuration.folder().resolve("receivers")).isSymbolicLink();
  }

  @Test
  void switching_tellsOnlyChanges() throws IOException {
    configuration.write();

    assertThat(configuration.switchReceivers()).isEmpty();
    rules.fill("pagerduty", " " + KEY + "\r\n\n");
    assertThat(configuration.switchReceivers())
        .isEqualTo("receivers: slack off, pagerduty on, webhook off");
    rules.fill("pagerduty", "\n");
    assertThat(configuration.switchReceivers())
        .isEqualTo("receivers: slack off, pagerduty off, webhook off");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          slack     | hooks.slack.com/services/x                 | what it holds is no web address. Write one that begins with https:// or http://, without quotes.
          slack     | "https://hooks.slack.com/services/x"       | what it holds is no web address. Write one that begins with https:// or http://, without quotes.
          webhook   | https://                                   | what it holds is no web address. Write one that begins with https:// or http://, without quotes.
          webhook   | https://example.com/hook see the wiki      | it holds 4 words. Leave nothing but the address or key in it.
          pagerduty | 0123456789abcdef                           | its key has 16 characters instead of 32. Copy the integration key again.
          pagerduty | https://events.pagerduty.com/v2/enqueue/xx | its key has other characters than letters and digits. Copy the integration key again.
          """)
  void unusableContent_isRefused_withWhatToDo_withoutShowingIt_andChangesNothing(
      String receiver, String content, String complaint) throws IOException {
    configuration.write();
    String before = Files.readString(configuration.alertmanager());
    rules.fill(receiver, content);

    assertThatThrownBy(configuration::switchReceivers)
        .isInstanceOf(Refusal.class)
        .hasMessage("alerting-rules/receivers/" + receiver + ": " + complaint);

    assertThat(configuration.alertmanager()).hasContent(before);
  }

  @Test
  void everyUnusableFile_isToldAtOnce() throws IOException {
    rules.fill("slack", "x");
    rules.fill("webhook", "y");

    assertThatThrownBy(configuration::write)
        .hasMessageContainingAll("receivers/slack: ", "receivers/webhook: ");
  }

  @Test
  void folderInTheFilesPlace_isRefused() throws IOException {
    Files.createDirectory(rules.root().resolve("alerting-rules/receivers/slack"));

    assertThatThrownBy(configuration::write)
        .hasMessageContaining("alerting-rules/receivers/slack: it can't be read by user ");
  }

  @Test
  void targetOfAPolicy_isSwitchedByItsOwnFile_itemByItem() throws IOException {
    rules.edit(yaml ->
        yaml.replace(
            "receivers:\n  - name: nobody\n",
            """
            receivers:
              - name: target/team
                webhook_configs:
                  - url_file: receivers/first
                    send_resolved: false

                  # One more.
                  - send_resolved: true
                    url_file: "receivers/second"
              - name: nobody
            """));
    rules.fill("second", "http://example.com/");

    assertThat(configuration.write())
        .isEqualTo("receivers: slack off, pagerduty off, first off, second on, webhook off");

    assertThat(Files.readString(configuration.alertmanager()))
        .containsPattern(
            "  - name: target/team\n    webhook_configs:\n      - send_resolved: true\n        url_file: '.*/receivers/second'\n  - name: nobody\n");
  }

  @Test
  void withAProgram_theRestIsSwitched_andTheProgramIsRun() throws Exception {
    rules.fill("slack", "no address");
    rules.fill("webhook", "http://example.com/");
    Path home = rules.root().resolve("alerting-rules");
    Path running = folder.resolve("running.yml");

    Process process =
        new ProcessBuilder(
                "sh",
                home.resolve("receivers/switch.sh").toString(),
                home.toString(),
                running.toString(),
                "echo",
                "in its place")
            .redirectErrorStream(true)
            .start();

    assertThat(process.inputReader().readAllAsString())
        .contains("alerting-rules/receivers/slack: it holds 2 words.")
        .endsWith("receivers: slack off, pagerduty off, webhook on\nin its place\n");
    assertThat(process.waitFor()).isZero();
    assertThat(running).content().contains("url_file").doesNotContain("api_url_file");
  }
}
