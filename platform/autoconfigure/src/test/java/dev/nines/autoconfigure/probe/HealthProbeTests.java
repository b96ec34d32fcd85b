package dev.nines.autoconfigure.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthProbeTests {
  @ParameterizedTest
  @CsvSource({"200, true", "503, false", "404, false", "301, false"})
  void healthy_isOnlyWhatAnswers200(int status, boolean healthy) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    try {
      assertThat(HealthProbe.answersOk(url(server.getAddress().getPort()), "")).isEqualTo(healthy);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nobodyThere_isNotHealthy() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    assertThat(HealthProbe.answersOk(url(free), "")).isFalse();
  }

  private static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness");
  }
}
