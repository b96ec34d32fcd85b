package dev.nines.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MtlsTests {
  private static final Path ROOT = Path.of("../..");

  @TempDir Path home;

  @Test
  void choice_isRememberedUntilItIsForgotten() {
    Settings chosen = new Mtls(settings()).choose(true);

    assertThat(chosen.mtls()).isTrue();
    assertThat(settings().mtls()).isTrue();
    assertThat(settings().url(Port.ORDER_MANAGEMENT, "/x")).hasScheme("https");
    assertThat(settings().url(Port.ORDER, "")).hasScheme("https");
    assertThat(settings().url(Port.GATEWAY, "")).hasScheme("http");
    assertThat(settings().url(Port.PROMETHEUS, "")).hasScheme("http");

    new Mtls(settings()).forget();
    assertThat(settings().mtls()).isFalse();
    assertThat(settings().url(Port.ORDER_MANAGEMENT, "/x")).hasScheme("http");
  }

  @Test
  void prometheus_showsItsCertificateToTheServicesOnly() throws IOException {
    String plain = Files.readString(ROOT.resolve("alerting-rules/prometheus.yml"));
    Path own = home.resolve("certs/prometheus");

    assertThat(new Mtls(settings()).scrape(plain)).isEqualTo(plain);
    assertThat(new Mtls(settings().withMtls(true)).scrape(plain))
        .containsOnlyOnce("scheme: https")
        .contains(
            """
                metrics_path: /actuator/prometheus
                scheme: https
                tls_config:
                  ca_file: '%s'
                  cert_file: '%s'
                  key_file: '%s'
            """
                .formatted(own.resolve("ca.crt"), own.resolve("tls.crt"), own.resolve("tls.key")));
  }

  @Test
  void services_areToldTheirFolder() {
    assertThat(new Mtls(settings()).variables("order")).isEmpty();
    assertThat(new Mtls(settings().withMtls(true)).variables("order"))
        .isEqualTo(Map.of("NINES_MTLS_FOLDER", home.resolve("certs/order").toString()));
  }

  private Settings settings() {
    return Settings.read(ROOT, Map.of("NINES_HOME", home.toString()));
  }
}
