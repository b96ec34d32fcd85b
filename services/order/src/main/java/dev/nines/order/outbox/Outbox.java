package dev.nines.order.outbox;

import dev.nines.order.database.BackgroundDatabase;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The table of events.
 *
 * <p>A reader that remembers how far it got must never pass a row that is committed later. So it
 * sees only rows of transactions older than every running one ({@code pg_snapshot_xmin}), in the
 * order of transaction ids: whatever is committed from now on comes after them. The price is that
 * one transaction that has written something and stays open, in any database of the server, holds
 * back all events that come after it; {@code outbox_oldest_pending_seconds} shows that.
 *
 * <p>Events of one order are in the order in which they happened, since the transaction that
 * changes an order gets its id after it has seen the one that wrote it commit: its first write is
 * the order itself.
 */
@Component
class Outbox {
  /**
   * Of what is not delivered, no more than this is counted: it would take long, and helps nobody.
   */
  static final int MOST_COUNTED = 10_000;

  private static final String VISIBLE = "tx < pg_snapshot_xmin(pg_current_snapshot())";

  private static final String PAGE =
      """
      SELECT r.tx::text AS removed_tx, r.id AS removed_id, o.*
      FROM outbox_positions r LEFT JOIN LATERAL (
        SELECT tx::text AS tx, id, order_id, type, payload::text AS payload, created_at
        FROM outbox WHERE (outbox.tx, outbox.id) > ($1::xid8, $2) AND outbox.%s
        ORDER BY outbox.tx, outbox.id LIMIT $3
      ) o ON true
      WHERE r.name = 'removed'
      """
          .formatted(VISIBLE);

  private static final String HEAD =
      """
      SELECT tx::text AS tx, id FROM (
        (SELECT tx, id FROM outbox WHERE %s ORDER BY tx DESC, id DESC LIMIT 1)
        UNION ALL SELECT tx, id FROM outbox_positions WHERE name = 'removed'
      ) newest ORDER BY newest.tx DESC, newest.id DESC LIMIT 1
      """
          .formatted(VISIBLE);

  private static final String POSITION =
      "SELECT tx::text AS tx, id FROM outbox_positions WHERE name = $1";

  private static final String PENDING =
      """
      SELECT (SELECT count(*) FROM (
               SELECT 1 FROM outbox WHERE (tx, id) > ($1::xid8, $2) LIMIT $3) first) AS events,
             (SELECT extract(epoch FROM clock_timestamp() - created_at)::float8
              FROM outbox WHERE (tx, id) > ($1::xid8, $2) ORDER BY tx, id LIMIT 1) AS oldest
      """;

  /**
   * Takes a bounded number of the first rows and removes those of them that are old. A row that no
   * reader can see yet stays, however old. Where it ends is kept, so that a reader who comes from
   * before that is told so.
   */
  private static final String REMOVE =
      """
      WITH first AS (
        SELECT tx, id, created_at FROM outbox
        WHERE (tx, id) <= ($1::xid8, $2) AND %s
        ORDER BY tx, id LIMIT $4
      ), removed AS (
        DELETE FROM outbox USING first
        WHERE outbox.tx = first.tx AND outbox.id = first.id
          AND first.created_at < now() - make_interval(secs => $3)
        RETURNING outbox.tx, outbox.id
      ), last AS (
        SELECT tx, id FROM removed ORDER BY tx DESC, id DESC LIMIT 1
      ), kept AS (
        UPDATE outbox_positions p SET tx = last.tx, id = last.id FROM last
        WHERE p.name = 'removed' AND (p.tx, p.id) < (last.tx, last.id)
      )
      SELECT count(*) FROM removed
      """
          .formatted(VISIBLE);

  /**
   * What has not been delivered.
   *
   * @param events how many, {@link #MOST_COUNTED} at most
   * @param oldest age of the first one; zero if there is none
   */
  record Pending(long events, Duration oldest) {}

  private final BackgroundDatabase database;

  Outbox(BackgroundDatabase database) {
    this.database = database;
  }

  /** Up to {@code limit} events after the position. */
  Mono<Page> after(Position position, int limit) {
    return database.ask(client ->
        at(client.sql(PAGE), position)
            .bind("$3", limit)
            .map(PageRow::read)
            .all()
            .collectList()
            .map(PageRow::page));
  }

  /** The last event that can be read, or where it was if it has been removed since. */
  Mono<Position> head() {
    return database.ask(client -> client.sql(HEAD).map(Outbox::readPosition).one());
  }

  /** How far the sink has got; the start if it has never delivered anything. */
  Mono<Position> delivered(String sink) {
    return database.ask(client ->
        client
            .sql(POSITION)
            .bind("$1", sink)
            .map(Outbox::readPosition)
            .one()
            .defaultIfEmpty(Position.START));
  }

  Mono<Pending> pending(Position after) {
    return database.ask(client ->
        at(client.sql(PENDING), after).bind("$3", MOST_COUNTED).map(Outbox::readPending).one());
  }

  /**
   * Removes up to {@code limit} events.
   *
   * @param upTo none after this position
   * @param age none younger than this
   * @return how many
   */
  Mono<Long> remove(Position upTo, Duration age, int limit) {
    return database.ask(client ->
        at(client.sql(REMOVE), upTo)
            .bind("$3", age.toMillis() / 1_000.0)
            .bind("$4", limit)
            .mapValue(Long.class)
            .one());
  }

  private static DatabaseClient.GenericExecuteSpec at(
      DatabaseClient.GenericExecuteSpec statement, Position position) {
    return statement.bind("$1", Long.toString(position.tx())).bind("$2", position.sequence());
  }

  private static Pending readPending(Readable row) {
    @Nullable Double oldest = row.get("oldest", Double.class);
    long millis = oldest == null ? 0 : Math.max(0, (long) (oldest * 1_000));
    return new Pending(get(row, "events", Long.class), Duration.ofMillis(millis));
  }

  private static Position readPosition(Readable row) {
    return new Position(Long.parseLong(get(row, "tx", String.class)), get(row, "id", Long.class));
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }

  /** A row of a page; without an event if there is none, since the page then has one row, too. */
  private record PageRow(Position removed, @Nullable OrderEvent event) {
    static PageRow read(Readable row) {
      Position removed =
          new Position(
              Long.parseLong(get(row, "removed_tx", String.class)),
              get(row, "removed_id", Long.class));
      return new PageRow(removed, row.get("tx", String.class) == null ? null : event(row));
    }

    static Page page(List<PageRow> rows) {
      List<OrderEvent> events = new ArrayList<>(rows.size());
      for (PageRow row : rows) {
        if (row.event != null) {
          events.add(row.event);
        }
      }
      return new Page(rows.getFirst().removed, events);
    }

    private static OrderEvent event(Readable row) {
      return new OrderEvent(
          readPosition(row),
          get(row, "order_id", UUID.class),
          EventType.of(get(row, "type", String.class)),
          get(row, "payload", String.class),
          get(row, "created_at", Instant.class));
    }
  }
}
