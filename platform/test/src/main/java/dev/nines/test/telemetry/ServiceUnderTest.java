package dev.nines.test.telemetry;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/**
 * The two ports of a running service.
 *
 * @param port its own
 * @param management where it is scraped
 */
record ServiceUnderTest(int port, int management, HttpClient http) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String OPEN_METRICS =
      "application/openmetrics-text; version=1.0.0; charset=utf-8";

  /** Until then no balancer sends it requests, and what it does is its own, such as warming up. */
  void awaitReadiness() {
    String path = "/actuator/health/readiness";
    await("an answer of 200 by %s on the management port".formatted(path))
        .atMost(PATIENCE)
        .until(() -> exchange(management, "GET", path, "", Map.of()).statusCode() == 200);
  }

  /** The answer's status. */
  int send(String method, String path, String body, Map<String, String> headers) {
    return exchange(port, method, path, body, headers).statusCode();
  }

  Exposition scrape() {
    HttpResponse<String> answer =
        exchange(management, "GET", "/actuator/prometheus", "", Map.of("Accept", OPEN_METRICS));
    if (answer.statusCode() != 200) {
      throw new AssertionError(
          "the scrape of /actuator/prometheus on the management port must be answered 200, was: "
              + answer.statusCode());
    }
    return Exposition.parse(answer.body());
  }

  /** All requests fail from now on, or none. */
  void fail(boolean all) {
    String path = "/actuator/faults";
    HttpResponse<String> answer =
        all
            ? exchange(management, "POST", path, "{\"errors\":{\"share\":1}}", Map.of())
            : exchange(management, "DELETE", path, "", Map.of());
    if (answer.statusCode() != 200) {
      throw new AssertionError(
          "faults must be injected by %s on the management port, was answered: %d %s"
              .formatted(path, answer.statusCode(), answer.body()));
    }
  }

  private HttpResponse<String> exchange(
      int port, String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
