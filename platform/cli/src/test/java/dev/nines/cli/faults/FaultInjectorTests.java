package dev.nines.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.nines.cli.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultInjectorTests {
  private static final Fault LATENCY =
      new Fault(FaultKind.LATENCY, 0.5, Duration.ofMillis(300), Instant.EPOCH);
  private static final Fault OUTAGE = new Fault(FaultKind.OUTAGE, 1, Duration.ZERO, Instant.EPOCH);

  private final List<String> calls = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/actuator/faults",
        exchange -> {
          calls.add(
              exchange.getRequestMethod()
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void faults_arePostedWhole_soThatOneDoesNotKeepAnother() throws IOException {
    injector().apply(List.of(LATENCY, OUTAGE));

    assertThat(calls).hasSize(1);
    var body = Json.tree(calls.getFirst().substring("POST ".length()));
    assertThat(body.path("errors").path("share").asDouble()).isZero();
    assertThat(body.path("latency").path("share").asDouble()).isEqualTo(0.5);
    assertThat(body.path("latency").path("delay").asString()).isEqualTo("PT0.3S");
  }

  @Test
  void noFault_isADelete() throws IOException {
    injector().apply(List.of(OUTAGE));

    assertThat(calls).containsExactly("DELETE ");
  }

  @Test
  void refusal_isAnException() {
    status = 404;

    assertThatThrownBy(() -> injector().apply(List.of(LATENCY))).hasMessageContaining("404");
  }

  @Test
  void book_keepsTheNewestOfEachKind(@TempDir Path folder) {
    FaultBook book = new FaultBook(folder.resolve("faults.json"));
    Fault later = new Fault(FaultKind.LATENCY, 1, Duration.ofSeconds(1), Instant.EPOCH);

    assertThat(book.faults()).isEmpty();
    book.add(LATENCY);
    book.add(OUTAGE);
    book.add(later);
    assertThat(book.faults()).containsExactly(OUTAGE, later);
    book.clear();
    assertThat(book.faults()).isEmpty();
  }

  private FaultInjector injector() {
    return new FaultInjector(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/actuator/faults"));
  }
}
