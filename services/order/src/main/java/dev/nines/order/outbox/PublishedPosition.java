package dev.nines.order.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * How far a sink has got, on the connection that holds the sink's lock: whoever has the lock is the
 * only one who delivers. PostgreSQL gives it back when the connection ends, however it ends.
 */
final class PublishedPosition {
  private static final String LOCK = "SELECT pg_try_advisory_lock(hashtextextended(?, 1))";

  private static final String ENSURE =
      "INSERT INTO outbox_positions (name, tx, id) VALUES (?, '0', 0) ON CONFLICT DO NOTHING";

  private static final String READ = "SELECT tx::text, id FROM outbox_positions WHERE name = ?";

  /** By the columns and not by the texts that they are read as: "1000" sorts before "999". */
  private static final String NEXT =
      """
      SELECT tx::text, id, order_id, type, payload::text, created_at FROM outbox
      WHERE (tx, id) > (?::xid8, ?) AND tx < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY outbox.tx, outbox.id LIMIT ?
      """;

  /** Only from where we know it: a publisher that has lost its lock must not set it back. */
  private static final String ADVANCE =
      """
      UPDATE outbox_positions SET tx = ?::xid8, id = ?
      WHERE name = ? AND (tx, id) = (?::xid8, ?)
      """;

  private final Connection connection;
  private final String sink;

  PublishedPosition(Connection connection, String sink) {
    this.connection = connection;
    this.sink = sink;
  }

  boolean tryLock() throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setString(1, "outbox:" + sink);
      try (ResultSet row = lock.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  Position read() throws SQLException {
    try (PreparedStatement ensure = connection.prepareStatement(ENSURE);
        PreparedStatement read = connection.prepareStatement(READ)) {
      ensure.setString(1, sink);
      ensure.executeUpdate();
      read.setString(1, sink);
      try (ResultSet row = read.executeQuery()) {
        row.next();
        return position(row);
      }
    }
  }

  /**
   * The next events, each of another order. An order's second event waits until its first one is
   * stored, or a retry of the first would come after it.
   */
  List<OrderEvent> next(Position after, int limit) throws SQLException {
    try (PreparedStatement next = connection.prepareStatement(NEXT)) {
      next.setString(1, Long.toString(after.tx()));
      next.setLong(2, after.sequence());
      next.setInt(3, limit);
      try (ResultSet row = next.executeQuery()) {
        List<OrderEvent> events = new ArrayList<>();
        Set<UUID> orders = new HashSet<>();
        while (row.next()) {
          OrderEvent event = event(row);
          if (!orders.add(event.orderId())) {
            break;
          }
          events.add(event);
        }
        return events;
      }
    }
  }

  void advance(Position from, Position to) throws SQLException {
    try (PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
      advance.setString(1, Long.toString(to.tx()));
      advance.setLong(2, to.sequence());
      advance.setString(3, sink);
      advance.setString(4, Long.toString(from.tx()));
      advance.setLong(5, from.sequence());
      if (advance.executeUpdate() != 1) {
        throw new SQLException("another publisher has gone on from " + from);
      }
    }
  }

  private static OrderEvent event(ResultSet row) throws SQLException {
    return new OrderEvent(
        position(row),
        row.getObject(3, UUID.class),
        EventType.of(row.getString(4)),
        row.getString(5),
        row.getObject(6, OffsetDateTime.class).toInstant());
  }

  private static Position position(ResultSet row) throws SQLException {
    return new Position(Long.parseLong(row.getString(1)), row.getLong(2));
  }
}
