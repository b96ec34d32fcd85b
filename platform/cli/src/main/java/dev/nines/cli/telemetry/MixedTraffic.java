package dev.nines.cli.telemetry;

import dev.nines.cli.load.Latencies;
import dev.nines.cli.load.LoadClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Requests of all kinds at a steady rate, whatever becomes of them: orders and reads through the
 * gateway, its own path, unknown and invalid ones, and some that go straight to order. None brings
 * a trace: the services begin them.
 */
public final class MixedTraffic implements AutoCloseable {
  private static final int AT_ONCE = 1_000;
  private static final int KINDS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String NOBODY = "/api/orders/00000000-0000-0000-0000-000000000000";
  private static final String ORDER =
      """
      {"customer":"telemetry-gate","currency":"EUR","items":[{"sku":"tea","quantity":1,"unitPrice":4.95}]}\
      """;

  private final HttpClient http = LoadClient.of(PATIENCE);
  private final URI gateway;
  private final URI order;
  private final String authorization;
  private volatile @Nullable String known;

  /**
   * @param token for reading and writing orders
   */
  MixedTraffic(URI gateway, URI order, String token) {
    this.gateway = gateway;
    this.order = order;
    this.authorization = "Bearer " + token;
  }

  /**
   * A request, and how it is to be answered.
   *
   * @param status of the right answer
   */
  private record Call(HttpRequest request, int status) {}

  /**
   * Sends for so long, and waits for the last answers.
   *
   * @param rate per second
   */
  public Sent send(double rate, Duration duration) throws InterruptedException {
    int due = (int) Math.ceil(rate * duration.toMillis() / TimeUnit.SECONDS.toMillis(1));
    Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();
    LongAdder right = new LongAdder();
    Semaphore places = new Semaphore(AT_ONCE);
    Latencies latencies = new Latencies(due);
    long start = System.nanoTime();
    long sent = 0;
    long direct = 0;
    for (int i = 0; i < due; i++) {
      long at = start + Math.round(i * TimeUnit.SECONDS.toNanos(1) / rate);
      TimeUnit.NANOSECONDS.sleep(at - System.nanoTime());
      if (System.nanoTime() - start < duration.toNanos() && places.tryAcquire()) {
        Call call = call(i % KINDS);
        sent++;
        direct += call.request().uri().getPort() == order.getPort() ? 1 : 0;
        send(call.request(), latencies)
            .thenAccept(status -> {
              statuses.computeIfAbsent(status, _ -> new LongAdder()).increment();
              right.add(status == call.status() ? 1 : 0);
              places.release();
            });
      }
    }
    places.acquire(AT_ONCE);
    Map<Integer, Long> counts = new TreeMap<>();
    statuses.forEach((status, count) -> counts.put(status, count.sum()));
    return new Sent(due, sent, direct, right.sum(), counts, latencies);
  }

  private Call call(int kind) {
    return switch (kind) {
      case 0, 3, 6, 9, 12, 15, 18 -> new Call(placing(ORDER), 201);
      case 1, 4, 7, 10, 13, 16 -> reading();
      case 2, 8, 14 -> new Call(request(gateway, "/ping").GET().build(), 200);
      case 5 -> new Call(request(order, "/ping").GET().build(), 200);
      case 11 -> new Call(request(gateway, NOBODY).GET().build(), 404);
      case 17 -> new Call(request(gateway, "/no/such/path").GET().build(), 404);
      default -> new Call(placing("{\"customer\":7}"), 400);
    };
  }

  /** Of the latest order, once there is one. */
  private Call reading() {
    String latest = known;
    return latest == null
        ? new Call(request(gateway, NOBODY).GET().build(), 404)
        : new Call(request(gateway, latest).GET().build(), 200);
  }

  private HttpRequest placing(String body) {
    return request(gateway, "/api/orders")
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private HttpRequest.Builder request(URI service, String path) {
    return HttpRequest.newBuilder(service.resolve(path))
        .header("Authorization", authorization)
        .timeout(PATIENCE);
  }

  /** The answer's status, 0 for none. */
  private CompletionStage<Integer> send(HttpRequest request, Latencies latencies) {
    long began = System.nanoTime();
    return http.sendAsync(request, BodyHandlers.discarding())
        .handle((answer, _) -> {
          if (answer != null) {
            latencies.add(System.nanoTime() - began);
          }
          return status(answer);
        });
  }

  private int status(@Nullable HttpResponse<Void> answer) {
    if (answer == null) {
      return 0;
    }
    answer.headers().firstValue("Location").ifPresent(location -> known = location);
    return answer.statusCode();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
