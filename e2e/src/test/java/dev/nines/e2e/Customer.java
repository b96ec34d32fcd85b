package dev.nines.e2e;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Orders, one after the other, and remembers what was acknowledged. */
final class Customer {
  /** An order as anybody places it. */
  static final String ORDER =
      """
      {"customer":"c-1","currency":"EUR","items":[{"sku":"A-1","quantity":2,"unitPrice":9.99}]}\
      """;

  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Sandbox sandbox;
  private final List<String> acknowledged = new CopyOnWriteArrayList<>();
  private final Thread thread;

  Customer(Sandbox sandbox) {
    this.sandbox = sandbox;
    this.thread = Thread.ofPlatform().name("customer").start(this::order);
  }

  private void order() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        orderOnce();
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void orderOnce() {
    try {
      var answer = sandbox.post(sandbox.gateway("/api/orders"), ORDER);
      if (answer.statusCode() == 201) {
        acknowledged.add(Sandbox.parse(answer.body()).path("id").asString());
      }
    } catch (UncheckedIOException e) {
      // Killed while it answered: not acknowledged.
    } catch (IllegalStateException e) {
      Thread.currentThread().interrupt();
    }
  }

  int acknowledged() {
    return acknowledged.size();
  }

  /** Acknowledged orders that can't be read any more, with the answer to whoever asks for one. */
  List<String> lost() {
    List<String> lost = new ArrayList<>();
    for (String id : acknowledged) {
      int status = read(id);
      if (status != 200) {
        lost.add(id + ": " + status);
      }
    }
    return lost;
  }

  /** A 503 or 504 says nothing of the order: it advises to ask again. */
  private int read(String id) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .pollDelay(Duration.ZERO)
        .until(
            () -> sandbox.get(sandbox.gateway("/api/orders/" + id)).statusCode(),
            status -> status != 503 && status != 504);
  }

  /** Lets what is under way end, and orders no more. */
  void leave() throws InterruptedException {
    thread.interrupt();
    thread.join(Duration.ofSeconds(15));
  }
}
