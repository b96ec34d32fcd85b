package dev.nines.cli.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PortProbeTests {
  @Test
  void portOfWhoListens_isTaken_andFreeAfterwards() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      assertThat(PortProbe.free(port)).isFalse();
      assertThat(PortProbe.freeSoon(port)).isFalse();
    }
    assertThat(PortProbe.freeSoon(port)).isTrue();
  }

  @Test
  void portThatNobodyListensAt_isWaitedFor() throws IOException {
    Socket bound = new Socket();
    bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    int port = bound.getLocalPort();
    assertThat(PortProbe.free(port)).isFalse();

    CompletableFuture.runAsync(
        () -> {
          try {
            bound.close();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        },
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS));

    assertThat(PortProbe.freeSoon(port)).isTrue();
  }
}
