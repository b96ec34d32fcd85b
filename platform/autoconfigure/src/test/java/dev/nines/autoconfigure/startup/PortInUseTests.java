package dev.nines.autoconfigure.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class PortInUseTests {
  @Test
  void aTakenManagementPort_isNamedWithItsVariable(CapturedOutput output) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(
              () -> RunningService.start(Shop.class, "management.server.port=" + port).close())
          .isNotNull();

      await().until(() -> output.getOut().contains("APPLICATION FAILED TO START"));
      assertThat(output.getOut())
          .contains("The management port " + port + " is in use")
          .contains("MANAGEMENT_SERVER_PORT")
          .contains("ss -ltnp 'sport = :" + port + "'");
    }
  }

  @Test
  void aTakenServicePort_isNamedWithItsVariable(CapturedOutput output) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() ->
              RunningService.start(Shop.class, "server.port=" + port, "management.server.port=0")
                  .close())
          .isNotNull();

      await().until(() -> output.getOut().contains("APPLICATION FAILED TO START"));
      assertThat(output.getOut())
          .contains("The service's port " + port + " is in use")
          .contains("set SERVER_PORT");
    }
  }
}
