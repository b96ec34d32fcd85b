package dev.nines.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.cli.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTests {
  @TempDir Path folder;

  @Test
  void containersNames_becomeLoopbackAddresses_andTargetsAreThisMachines() throws IOException {
    Path rules =
        Files.createDirectories(folder.resolve("root/alerting-rules/generated")).getParent();
    Files.writeString(rules.resolve("prometheus.yml"), "targets: ['alertmanager:9093']\n");
    Files.writeString(rules.resolve("alertmanager.yml"), "by: hand\n");
    Files.writeString(
        rules.resolve("generated/alertmanager.yml"), "smtp_smarthost: mailpit:1025\n");
    Path receivers = Files.createDirectories(rules.resolve("receivers"));
    Files.copy(Path.of("../../alerting-rules/receivers/switch.sh"), receivers.resolve("switch.sh"));
    Files.createDirectories(rules.resolve("targets"));
    Path payment = Files.createDirectories(folder.resolve("root/services/payment"));
    Files.writeString(payment.resolve("nines.yaml"), "port: 8082\nmanagementPort: 9082\n");
    Files.writeString(rules.resolve("targets/other.yml"), "- targets: ['order:9000']\n");

    Configuration configuration = configuration();
    configuration.write();
    configuration.write();

    assertThat(configuration.prometheus()).hasContent("targets: ['127.0.0.1:19093']");
    assertThat(configuration.alertmanager()).hasContent("smtp_smarthost: 127.0.0.1:11025");
    assertThat(configuration.folder().resolve("targets/services.yml"))
        .content()
        .contains("- targets: ['127.0.0.1:19081']\n  labels: {service: order}")
        .contains("labels: {service: gateway}")
        .contains("- targets: ['127.0.0.1:9082']\n  labels: {service: payment}");
    assertThat(configuration.folder().resolve("targets/other.yml")).doesNotExist();
  }

  private Configuration configuration() {
    return new Configuration(
        Settings.read(
            folder.resolve("root"),
            Map.of(
                "NINES_HOME", folder.resolve("home").toString(),
                "NINES_ALERTMANAGER_PORT", "19093",
                "NINES_SMTP_PORT", "11025",
                "NINES_ORDER_MANAGEMENT_PORT", "19081")));
  }
}
