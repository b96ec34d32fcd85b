package dev.nines.cli.chaos;

import dev.nines.cli.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the events as their readers are told to: comes back with the last id whenever the stream
 * ends, and skips what is not greater than that.
 */
final class EventReader implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(500);
  // Comments come each 15 s.
  private static final Duration SILENCE = Duration.ofSeconds(40);
  private static final Duration TICK = Duration.ofMillis(100);
  private static final int OK = 200;
  private static final Set<Integer> HOPELESS = Set.of(400, 401, 403, 404, 410);

  private final OrderClient client;
  private final Ledger ledger;
  private volatile @Nullable Position last;
  private volatile @Nullable InputStream stream;
  private volatile long heard;
  private volatile boolean closed;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger skipped = new AtomicInteger();
  private volatile String problem = "";

  EventReader(OrderClient client, Ledger ledger) {
    this.client = client;
    this.ledger = ledger;
  }

  /**
   * Begins, and waits until the stream has named the position from which nothing will be missed.
   *
   * @return whether it has, in time
   */
  boolean start(Duration patience) throws InterruptedException {
    Thread.ofVirtual().name("events").start(this::follow);
    Thread.ofVirtual().name("events-watch").start(this::watch);
    long end = System.nanoTime() + patience.toNanos();
    while (last == null && problem.isEmpty() && System.nanoTime() - end < 0) {
      TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
    }
    return last != null;
  }

  private void follow() {
    try {
      while (!closed && problem.isEmpty()) {
        connect();
        TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void connect() throws InterruptedException {
    try {
      HttpResponse<InputStream> response =
          client.events(last == null ? "" : Objects.toString(last));
      try (InputStream body = response.body()) {
        if (response.statusCode() == OK) {
          connections.incrementAndGet();
          read(body);
        } else if (HOPELESS.contains(response.statusCode())) {
          problem =
              "the stream of events was refused after %s: %d %s"
                  .formatted(
                      last,
                      response.statusCode(),
                      new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      // Cut off: again, from the last one.
    } catch (RuntimeException e) {
      problem = "the stream of events can't be read: " + e;
    } finally {
      stream = null;
    }
  }

  private void read(InputStream body) throws IOException {
    heard = System.nanoTime();
    stream = body;
    ServerSentEvents events = new ServerSentEvents();
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null && !closed; line = lines.readLine()) {
      heard = System.nanoTime();
      events.line(line).ifPresent(this::take);
    }
  }

  private void take(ServerSentEvent event) {
    Position position = Position.parse(event.id());
    Position before = last;
    if (event.data().isEmpty()) {
      last = before == null ? position : before;
      return;
    }
    if (before != null && position.compareTo(before) <= 0) {
      skipped.incrementAndGet();
      return;
    }
    Optional<EventType> type = EventType.of(event.type());
    type.ifPresent(known -> ledger.told(known, StoredOrder.read(Json.tree(event.data()))));
    last = position;
  }

  // A stream that says nothing, not even that it is alive, is dead, and no error tells.
  private void watch() {
    try {
      while (!closed) {
        TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
        InputStream open = stream;
        if (open != null && System.nanoTime() - heard > SILENCE.toNanos()) {
          cut(open);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void cut(InputStream open) {
    try {
      open.close();
    } catch (IOException e) {
      // It is gone.
    }
  }

  /** How often the stream was cut off and taken up again. */
  int reconnects() {
    return Math.max(0, connections.get() - 1);
  }

  /** Events that came again. */
  int repeated() {
    return skipped.get();
  }

  /** Why it has given up; empty while it has not. */
  String problem() {
    return problem;
  }

  @Override
  public void close() {
    closed = true;
    InputStream open = stream;
    if (open != null) {
      cut(open);
    }
  }
}
