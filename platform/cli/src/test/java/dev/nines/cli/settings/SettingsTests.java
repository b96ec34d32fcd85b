package dev.nines.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.cli.terminal.Refusal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
