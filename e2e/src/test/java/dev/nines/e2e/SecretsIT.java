package dev.nines.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.otlp.KeptSpans;
import dev.nines.otlp.OtlpReceiver;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Secrets in bodies, headers, queries and errors, of requests that are taken, refused and failed:
 * none is in a log, a span, a metric, a mail, or what the fault injector tells. Headers are
 * captured and Spring's debug log is on, as somebody has them who looks for a fault.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsIT {
  private static final long SEED = 20_261_125;
  private static final int CLIENTS = 40;
  private static final String LAST = "0af7651916cd43dd8448eb211c80319c";

  private final Random random = new Random(SEED);
  private final List<Canaries> sent = new ArrayList<>();
  private final Sandbox sandbox =
      new Sandbox(
          "secrets",
          Map.of(
              "NINES_CAPTURE_HEADERS",
              "x-api-key,cookie,authorization,referer,user-agent,x-auth-token",
              "LOGGING_LEVEL_ORG_SPRINGFRAMEWORK_WEB",
              "debug",
              "LOGGING_LEVEL_DEV_NINES",
              "debug"));
  private final KeptSpans spans = new KeptSpans();
  private OtlpReceiver receiver;

  @BeforeAll
  void up() throws IOException {
    receiver = new OtlpReceiver(sandbox.port("OTLP"), spans);
    sandbox.up();
  }

  @AfterAll
  void down() {
    sandbox.close();
    receiver.close();
  }

  @Test
  void secrets_areInNoSignal() throws IOException {
    for (int i = 0; i < CLIENTS; i++) {
      send();
    }
    Run broken = sandbox.nines("break", "errors", "--no-load", "--json");
    assertThat(broken.status()).as(broken::toString).isZero();
    await()
        .atMost(Duration.ofMinutes(3))
        .pollDelay(Duration.ZERO)
        .until(() -> {
          send();
          return !sandbox.nines("inbox", "--json").json().isEmpty();
        });
    String faults = management("ORDER_MANAGEMENT", "/actuator/faults");
    sandbox.post(
        sandbox.gateway("/api/orders"), "{", "traceparent", "00-" + LAST + "-00f067aa0ba902b7-01");
    await().atMost(Duration.ofSeconds(30)).until(() -> !spans.trace(LAST).isEmpty());

    Map<String, String> signals = new TreeMap<>(files());
    signals.put(
        "spans",
        spans.all().stream().map(span -> span.span().toString()).collect(Collectors.joining()));
    signals.put("gateway's metrics", management("GATEWAY_MANAGEMENT", "/actuator/prometheus"));
    signals.put("order's metrics", management("ORDER_MANAGEMENT", "/actuator/prometheus"));
    signals.put("mails", sandbox.nines("inbox", "--json").out());
    signals.put("faults", faults);

    signals.forEach((name, text) -> assertThat(text.isEmpty()).as("nothing of %s", name).isFalse());
    assertThat(signals.get("spans").contains("http.request.header.x-api-key"))
        .as("spans have the headers that are captured")
        .isTrue();
    assertThat(leaks(signals)).isEmpty();
  }

  private void send() {
    Canaries canaries = Canaries.of(random);
    sent.add(canaries);
    String api = sandbox.gateway("/api/orders");
    for (HttpRequest.Builder request : canaries.requests(api)) {
      sandbox.send(request);
    }
    assertThat(sandbox.exchange(canaries.stranger(api)).statusCode()).isEqualTo(401);
  }

  private List<String> leaks(Map<String, String> signals) {
    List<String> leaks = new ArrayList<>();
    List<List<String>> all = new ArrayList<>(sent.stream().map(Canaries::secrets).toList());
    String own = sandbox.token();
    all.add(List.of(own.substring(own.lastIndexOf('.') + 1)));
    for (List<String> secrets : all) {
      for (String secret : secrets) {
        signals.forEach((name, text) -> {
          int at = text.indexOf(secret);
          if (at >= 0) {
            leaks.add(
                name
                    + ": "
                    + text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 100)));
          }
        });
      }
    }
    return leaks.stream().limit(20).toList();
  }

  /** What the stack's parts have written: their logs, and Gatling's if there were any. */
  private Map<String, String> files() throws IOException {
    try (Stream<Path> logs = Files.list(sandbox.home.resolve("logs"))) {
      Map<String, String> texts = new TreeMap<>();
      for (Path log : logs.toList()) {
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        if (!text.isEmpty()) {
          texts.put(log.getFileName().toString(), text);
        }
      }
      assertThat(texts).containsKeys("gateway.log", "order.log");
      return texts;
    }
  }

  private String management(String part, String path) {
    return sandbox.get("http://127.0.0.1:" + sandbox.port(part) + path).body();
  }
}
