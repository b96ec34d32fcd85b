package dev.nines.autoconfigure.mtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import dev.nines.autoconfigure.probe.HealthProbe;
import dev.nines.test.certificates.TestCa;
import dev.nines.test.certificates.TestCa.Issued;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A service whose own port is in the clear: only who looks after it needs a certificate. */
@ExtendWith(OutputCaptureExtension.class)
class ManagementMtlsTests {
  @TempDir private static Path folder;

  private static TestCa ca;
  private static Issued own;
  private static RunningService service;

  @BeforeAll
  static void start() {
    ca = new TestCa(folder);
    own = ca.issue("shop");
    service =
        RunningService.start(
            Shop.class,
            "nines.mtls.folder=" + own.writeTo(folder.resolve("shop")),
            "nines.mtls.server=false",
            "nines.mtls.management-clients=prometheus");
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void servicesPort_isInTheClear() {
    assertThat(service.get("/ping").statusCode()).isEqualTo(200);
  }

  @Test
  void managementPort_isForItsClients(CapturedOutput output) throws IOException {
    assertThat(Reply.get(ca.issue("prometheus").context(), port(), "/actuator/prometheus").status())
        .isEqualTo(200);
    Issued stranger = ca.issue("gateway");

    assertThatThrownBy(() -> Reply.get(stranger.context(), port(), "/actuator/prometheus"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> Reply.get(own.contextWithout(), port(), "/actuator/prometheus"))
        .isInstanceOf(IOException.class);
    await()
        .untilAsserted(() ->
            assertThat(output)
                .contains("peer refused: its certificate is another's: 'gateway'")
                .contains("peer refused: it showed no certificate"));
  }

  @Test
  void serviceItself_mayAskForItsHealth() throws IOException {
    assertThat(Reply.get(own.context(), port(), "/actuator/health/readiness").status())
        .isEqualTo(200);
  }

  @Test
  void healthCheckOfTheImage_showsTheServicesCertificate() {
    URI health = URI.create("http://127.0.0.1:" + port() + "/actuator/health/readiness");

    assertThat(HealthProbe.answersOk(health, folder.resolve("shop").toString())).isTrue();
    assertThat(HealthProbe.answersOk(health, "")).isFalse();
  }

  private static int port() {
    return service
        .context()
        .getEnvironment()
        .getRequiredProperty("local.management.port", int.class);
  }
}
