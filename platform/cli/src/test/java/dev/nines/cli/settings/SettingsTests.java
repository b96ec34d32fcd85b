package dev.nines.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.cli.services.LocalService;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTests {
  private static final Path ROOT = Path.of("/repo");

  @Test
  void standard_isTheFolderInTheCheckout_andTheUsualPorts() {
    Settings settings = Settings.read(ROOT, Map.of("NINES_SMTP_PORT", " "));

    assertThat(settings.home()).isEqualTo(Path.of("/repo/.nines"));
    assertThat(settings.port(Port.GATEWAY)).isEqualTo(8080);
    assertThat(settings.address(Port.SMTP)).isEqualTo("127.0.0.1:1025");
  }

  @Test
  void variables_change_both() {
    Settings settings =
        Settings.read(
            ROOT, Map.of("NINES_HOME", "/var/nines/../n", "NINES_PROMETHEUS_PORT", "19090"));

    assertThat(settings.home()).isEqualTo(Path.of("/var/n"));
    assertThat(settings.url(Port.PROMETHEUS, "/-/ready"))
        .hasToString("http://127.0.0.1:19090/-/ready");
  }

  @Test
  void furtherServices_areWhereTheirFilesSay_orTheirVariables(@TempDir Path root)
      throws IOException {
    describe(root, "payment", "port: 8082\nmanagementPort: 9082\ndatabase: true\n");
    describe(root, "stock-keeping", "port: 8083\nmanagementPort: 9083\n");

    Settings settings = Settings.read(root, Map.of("NINES_STOCK_KEEPING_MANAGEMENT_PORT", "19083"));

    assertThat(settings.services())
        .containsExactly(
            new LocalService("payment", 8082, 9082, true, "", List.of()),
            new LocalService("stock-keeping", 8083, 19083, false, "", List.of()));
    assertThat(settings.managementUrl(settings.services().getLast(), "/actuator"))
        .hasToString("http://127.0.0.1:19083/actuator");
  }

  @Test
  void mistakesInFilesOfServices_areToldAllAtOnce(@TempDir Path root) throws IOException {
    describe(root, "a", "port: none\nmanagement: 9\n");
    describe(root, "b", "- 8082\n");
    describe(root, "c", "port: [\n");

    assertThatThrownBy(() -> Settings.read(root, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("services/a/nines.yaml: port is none. Give a port")
        .hasMessageContaining("services/a/nines.yaml: managementPort is null.")
        .hasMessageContaining("services/a/nines.yaml: 'management' is no key here.")
        .hasMessageContaining("services/b/nines.yaml: It is no mapping.")
        .hasMessageContaining("services/c/nines.yaml: It is no YAML (");
  }

  @Test
  void portOfTheStack_isNoServices(@TempDir Path root) throws IOException {
    describe(root, "payment", "port: 8081\nmanagementPort: 9082\n");

    assertThatThrownBy(() -> Settings.read(root, Map.of()))
        .hasMessageContaining("NINES_ORDER_PORT and NINES_PAYMENT_PORT are both 8081");
  }

  private static void describe(Path root, String name, String text) throws IOException {
    Path folder = Files.createDirectories(root.resolve("services").resolve(name));
    Files.writeString(folder.resolve("nines.yaml"), text);
  }

  @Test
  void everyWrongPort_isNamedAtOnce() {
    Map<String, String> wrong =
        Map.of(
            "NINES_ORDER_PORT",
            "eighty",
            "NINES_SMTP_PORT",
            "70000",
            "NINES_POSTGRES_PORT",
            "8080");

    assertThatThrownBy(() -> Settings.read(ROOT, wrong))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("NINES_ORDER_PORT must be a port from 1 to 65535, was: eighty")
        .hasMessageContaining("NINES_SMTP_PORT must be")
        .hasMessageContaining("NINES_GATEWAY_PORT and NINES_POSTGRES_PORT are both 8080");
  }
}
