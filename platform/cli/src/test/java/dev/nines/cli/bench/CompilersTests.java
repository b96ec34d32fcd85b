package dev.nines.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.nines.cli.settings.Settings;
import dev.nines.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompilersTests {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final List<Duration> sent = new ArrayList<>();
  private HttpServer gateway;
  private HttpServer order;
  private volatile long gatewayMs = 7_000;
  private volatile long orderMs = 30_000;

  @BeforeEach
  void start() throws IOException {
    gateway = serve(exchange -> answer(exchange, gatewayMs));
    order = serve(exchange -> answer(exchange, orderMs));
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
    order.stop(0);
  }

  @Test
  void load_goesOn_untilBothTogetherTakeLessThanATenthOfACore() throws Exception {
    long[] gatewayMore = {9_000, 600, 400};
    long[] orderMore = {100, 600, 500};

    compilers()
        .awaitQuiet(
            duration -> {
              gatewayMs += gatewayMore[sent.size()];
              orderMs += orderMore[sent.size()];
              sent.add(duration);
            },
            Duration.ofMinutes(3));

    assertThat(sent).hasSize(3).allMatch(Duration.ofSeconds(10)::equals);
    assertThat(told.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void compilersThatAreNotThrough_areTold_whenTheTimeIsUp() throws Exception {
    compilers()
        .awaitQuiet(
            duration -> {
              orderMs += 2_500;
              sent.add(duration);
            },
            Duration.ofSeconds(40));

    assertThat(sent).hasSize(4);
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("Compilers still take 0.25 of a core. A longer --warm-up");
  }

  private Compilers compilers() {
    Settings settings =
        Settings.read(
            Path.of("/repo"),
            Map.of(
                "NINES_GATEWAY_MANAGEMENT_PORT", port(gateway),
                "NINES_ORDER_MANAGEMENT_PORT", port(order)));
    PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
    return new Compilers(settings, Terminal.plain(err, err, false));
  }

  private static String port(HttpServer server) {
    return Integer.toString(server.getAddress().getPort());
  }

  private static HttpServer serve(com.sun.net.httpserver.HttpHandler handler) throws IOException {
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    server.createContext("/actuator/prometheus", handler);
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, long compilingMs) throws IOException {
    byte[] body =
        "jvm_compilation_time_ms_total{compiler=\"c\"} %d.0%n"
            .formatted(compilingMs)
            .getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
