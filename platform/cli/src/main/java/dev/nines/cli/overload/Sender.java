package dev.nines.cli.overload;

import dev.nines.cli.load.LoadClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Orders at a steady rate, whatever becomes of them. A latency is from the moment at which a
 * request is handed to the client until its answer is there: on a machine that the load shares with
 * the service, from when it was due would measure the load.
 */
public final class Sender implements AutoCloseable {
  /** So many under way at once: the load is to be bounded, too. */
  private static final int AT_ONCE = 2_000;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final String ORDER =
      """
      {"customer":"overload","currency":"EUR","items":[{"sku":"tea","quantity":1,"unitPrice":4.95}]}\
      """;

  private final HttpClient http = LoadClient.of(CONNECT);
  private final HttpRequest order;

  /**
   * @param gateway its address
   * @param token that it takes
   */
  public Sender(URI gateway, String token) {
    this.order =
        HttpRequest.newBuilder(gateway.resolve("/api/orders"))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(ORDER))
            .build();
  }

  /**
   * Sends for so long, and waits for the last answers.
   *
   * @param rate per second
   */
  public Sample send(double rate, Duration duration) throws InterruptedException {
    int most = (int) Math.ceil(rate * duration.toMillis() / TimeUnit.SECONDS.toMillis(1));
    Tally tally = new Tally(rate, most);
    Semaphore places = new Semaphore(AT_ONCE);
    long start = System.nanoTime();
    for (int i = 0; i < most; i++) {
      long due = start + Math.round(i * TimeUnit.SECONDS.toNanos(1) / rate);
      TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
      if (System.nanoTime() - start > duration.toNanos()) {
        tally.skipped();
      } else if (places.tryAcquire()) {
        send(tally, places);
      } else {
        tally.skipped();
      }
    }
    places.acquire(AT_ONCE);
    return tally.sample();
  }

  private void send(Tally tally, Semaphore places) {
    tally.sent();
    long begun = System.nanoTime();
    var _ =
        http.sendAsync(order, BodyHandlers.discarding())
            .whenComplete((answer, _) -> {
              note(answer, System.nanoTime() - begun, tally);
              places.release();
            });
  }

  private static void note(@Nullable HttpResponse<Void> answer, long took, Tally tally) {
    if (answer == null) {
      tally.unanswered();
    } else {
      boolean comeBack = answer.headers().firstValue("Retry-After").isPresent();
      tally.answered(answer.statusCode(), comeBack, took);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
