package dev.nines.order.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes the outbox to a sink, at least once and in order, on a thread and a connection of its own.
 *
 * <p>Of several replicas one publishes; the others ask for its lock each second. What was delivered
 * is noted after the sink has it, so a crash in between delivers it again.
 */
final class OutboxPublisher {
  private static final Logger log = LoggerFactory.getLogger(OutboxPublisher.class);

  private static final int PAGE = 500;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final EventSink sink;
  private final DataSource connections;
  private final EventCounters counters;
  private final Duration poll;
  private final Thread thread;

  OutboxPublisher(EventSink sink, DataSource connections, EventCounters counters, Duration poll) {
    this.sink = sink;
    this.connections = connections;
    this.counters = counters;
    this.poll = poll;
    // A platform thread: JDBC holds locks while it waits.
    this.thread = Thread.ofPlatform().name("outbox-" + sink.name()).daemon().unstarted(this::run);
    counters.register(sink.name());
  }

  void start() {
    thread.start();
  }

  void stop() {
    thread.interrupt();
    try {
      if (thread.isAlive()) {
        thread.join(GOODBYE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      while (true) {
        connect();
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Publishes until the connection is lost. */
  private void connect() throws InterruptedException {
    try (Connection connection = connections.getConnection()) {
      PublishedPosition position = new PublishedPosition(connection, sink.name());
      while (!position.tryLock()) {
        Thread.sleep(PAUSE);
      }
      log.info("Publishing events to {}", sink.name());
      publish(position);
    } catch (SQLException e) {
      if (!Thread.currentThread().isInterrupted()) {
        log.warn("Events are not published to {} now: {}", sink.name(), e.toString());
      }
    }
  }

  private void publish(PublishedPosition position) throws SQLException, InterruptedException {
    Position last = position.read();
    while (true) {
      List<OrderEvent> events = position.next(last, PAGE);
      if (events.isEmpty()) {
        Thread.sleep(poll);
        continue;
      }
      int delivered = sink.deliver(events);
      counters.count(sink.name(), events, delivered);
      if (delivered > 0) {
        Position reached = events.get(delivered - 1).position();
        position.advance(last, reached);
        last = reached;
      }
      if (delivered < events.size()) {
        Thread.sleep(PAUSE);
      }
    }
  }
}
