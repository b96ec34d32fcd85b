package dev.nines.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.cli.settings.Port;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BesideTests {
  @TempDir Path root;

  @Test
  void place_hasAFolderOfItsOwn_andPortsThatNobodyHas() throws IOException {
    describe("payment", "port: 18082\nmanagementPort: 19082\n");
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      Settings main =
          Settings.read(
              root, Map.of("NINES_ORDER_PORT", Integer.toString(taken.getLocalPort() - 1)));

      Settings other = new Beside(main).place("other");

      assertThat(other.home()).isEqualTo(main.home().resolve("beside/other"));
      assertThat(other.ports().keySet()).containsExactlyInAnyOrder(Port.values());
      assertThat(other.port(Port.ORDER)).isGreaterThan(taken.getLocalPort());
      assertThat(other.ports().values())
          .doesNotHaveDuplicates()
          .doesNotContain(other.services().getFirst().port());
      assertThat(other.services().getFirst().port()).isGreaterThan(18082);
      assertThat(other.environment()).isEqualTo(main.environment());
    }
  }

  @Test
  void place_thatHasNoPortLeft_isRefused() {
    Settings main = Settings.read(root, Map.of("NINES_ORDER_PORT", "65535"));

    assertThatThrownBy(() -> new Beside(main).place("other"))
        .isInstanceOf(Refusal.class)
        .hasMessage("No port above 65535 is free for another stack.");
  }

  @Test
  void all_areThoseThatHaveAFolder() throws IOException {
    Settings main = Settings.read(root, Map.of());
    Settings other = new Beside(main).place("other");

    assertThat(new Beside(main).all()).isEmpty();
    Files.createDirectories(other.home());

    assertThat(new Beside(main).all())
        .extracting(stack -> stack.settings().home())
        .containsExactly(other.home());
    assertThat(new Beside(main).running()).isFalse();
  }

  private void describe(String service, String description) throws IOException {
    Path folder = Files.createDirectories(root.resolve("services").resolve(service));
    Files.writeString(folder.resolve("nines.yaml"), description);
  }
}
