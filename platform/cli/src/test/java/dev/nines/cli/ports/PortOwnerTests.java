package dev.nines.cli.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortOwnerTests {
  private static final List<String> TABLE =
      List.of(
          "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode",
          "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0",
          "   1: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 4712 1 0",
          "   2: 0100007F:1F91 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4713 1 0");

  @Test
  void listeners_areTold_fromConnections() {
    assertThat(PortOwner.listening(TABLE, 8080)).containsExactly("socket:[4711]");
    assertThat(PortOwner.listening(TABLE, 9090)).isEmpty();
  }

  @Test
  void owner_isTheProcessThatListens_andThePortIsNotFree() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      int port = socket.getLocalPort();

      assertThat(PortProbe.free(port)).isFalse();
      assertThat(PortOwner.of(port))
          .hasValueSatisfying(owner -> {
            assertThat(owner.pid()).isEqualTo(ProcessHandle.current().pid());
            assertThat(owner.toString()).contains("java");
          });
    }
  }

  @Test
  void withoutThoseTables_nobodyIsKnown(@TempDir Path nothing) {
    assertThat(PortOwner.of(8080, nothing)).isEmpty();
  }
}
