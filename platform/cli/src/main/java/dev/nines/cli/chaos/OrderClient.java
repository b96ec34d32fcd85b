package dev.nines.cli.chaos;

import dev.nines.cli.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The gateway's API of orders, one request at a time for each caller. */
final class OrderClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  // The gateway gives up after 2 s.
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  // 408: the request was cut off; 409: one with the same key is in flight; 425, 429: too early.
  private static final Set<Integer> TRY_AGAIN = Set.of(408, 409, 425, 429);
  private static final int SERVER_ERROR = 500;

  private final URI gateway;
  private final String authorization;
  private final HttpClient http;

  OrderClient(URI gateway, String token) {
    this.gateway = gateway;
    this.authorization = "Bearer " + token;
    // HTTP/2 would ask for an upgrade first, which no proxy of a plain-text port grants.
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  Answer place(Content content, String key) throws InterruptedException {
    return send(
        request("/api/orders")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(Json.line(content.request()))));
  }

  Answer cancel(String id) throws InterruptedException {
    return send(request("/api/orders/" + id + "/cancellation").POST(BodyPublishers.noBody()));
  }

  /**
   * A page of a customer's orders.
   *
   * @param after the last order of the page before; empty for the first
   */
  Answer list(String customer, String after) throws InterruptedException {
    String from = after.isEmpty() ? "" : "&after=" + after;
    return send(request("/api/orders?limit=100&customer=" + customer + from).GET());
  }

  /**
   * Opens the stream of events; its body has no end.
   *
   * @param after the last event that was read; empty to begin now
   */
  HttpResponse<InputStream> events(String after) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request("/api/orders/events").header("Accept", "text/event-stream").GET();
    if (!after.isEmpty()) {
      request.header("Last-Event-ID", after);
    }
    return http.send(request.build(), BodyHandlers.ofInputStream());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(gateway.resolve(path))
        .header("Authorization", authorization)
        .timeout(PATIENCE);
  }

  private Answer send(HttpRequest.Builder request) throws InterruptedException {
    // The request's own time limit ends with the answer's head.
    CompletableFuture<HttpResponse<String>> sent =
        http.sendAsync(request.build(), BodyHandlers.ofString());
    try {
      HttpResponse<String> response = sent.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      int status = response.statusCode();
      return status >= SERVER_ERROR || TRY_AGAIN.contains(status)
          ? new Answer.Open(wait(response))
          : new Answer.Definite(status, response.body());
    } catch (ExecutionException | TimeoutException e) {
      sent.cancel(true);
      return new Answer.Open(Duration.ZERO);
    }
  }

  private static Duration wait(HttpResponse<?> response) {
    Duration asked =
        response
            .headers()
            .firstValue("Retry-After")
            .filter(text -> text.matches("\\d{1,4}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .orElse(Duration.ZERO);
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
