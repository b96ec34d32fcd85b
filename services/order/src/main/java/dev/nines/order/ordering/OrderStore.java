package dev.nines.order.ordering;

import dev.nines.autoconfigure.database.DatabaseGuard;
import dev.nines.order.idempotency.IdempotencyKey;
import dev.nines.order.idempotency.KeyReusedException;
import dev.nines.order.idempotency.RequestInFlightException;
import dev.nines.order.outbox.EventType;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Orders in PostgreSQL. Each change is one statement, so one transaction by itself and one round
 * trip, together with its idempotency key and its event in the outbox: all of them, or nothing.
 */
@Component
class OrderStore {
  /** Greater than every UUIDv7: the first page begins after it. */
  private static final UUID LATEST = new UUID(-1, -1);

  private static final String INSERT =
      """
      WITH placed AS (
        INSERT INTO orders (id, customer, currency, total, status, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)
      ), item AS (
        INSERT INTO order_items (order_id, position, sku, quantity, unit_price)
        SELECT $1, position, sku, quantity, unit_price
        FROM unnest($7::text[], $8::integer[], $9::numeric[])
          WITH ORDINALITY AS item (sku, quantity, unit_price, position)
      )
      INSERT INTO outbox (order_id, type, payload) VALUES ($1, $10, $11::json)
      """;

  /**
   * The same, unless the key is taken. Whoever has the lock is the only one to try the key; who
   * does not get it has come while a request with that key is in flight, and does not wait. The
   * lock ends with the statement's transaction, however that ends, and so does an uncommitted key.
   */
  private static final String INSERT_ONCE =
      """
      WITH claim AS (
        INSERT INTO idempotency_keys (client, key, fingerprint, order_id)
        SELECT $12::text, $13::text, $14::bytea, $1::uuid
        WHERE pg_try_advisory_xact_lock(hashtextextended($13::text || ' ' || $12::text, 0))
        ON CONFLICT DO NOTHING
        RETURNING order_id
      ), placed AS (
        INSERT INTO orders (id, customer, currency, total, status, created_at)
        SELECT order_id, $2::text, $3::text, $4::numeric, $5::text, $6::timestamptz FROM claim
      ), item AS (
        INSERT INTO order_items (order_id, position, sku, quantity, unit_price)
        SELECT order_id, position, sku, quantity, unit_price
        FROM claim CROSS JOIN unnest($7::text[], $8::integer[], $9::numeric[])
          WITH ORDINALITY AS item (sku, quantity, unit_price, position)
      ), event AS (
        INSERT INTO outbox (order_id, type, payload)
        SELECT order_id, $10::text, $11::json FROM claim
      )
      SELECT count(*) AS claimed FROM claim
      """;

  private static final String SELECT =
      """
      SELECT o.*, i.skus, i.quantities, i.unit_prices
      FROM (SELECT %s) o
      CROSS JOIN LATERAL (
        SELECT array_agg(sku ORDER BY position) AS skus,
               array_agg(quantity ORDER BY position) AS quantities,
               array_agg(unit_price ORDER BY position) AS unit_prices
        FROM order_items WHERE order_id = o.id
      ) i
      ORDER BY o.id DESC
      """;

  private static final String BY_ID = SELECT.formatted("* FROM orders WHERE id = $1");

  private static final String BY_CUSTOMER =
      SELECT.formatted("* FROM orders WHERE customer = $1 AND id < $2 ORDER BY id DESC LIMIT $3");

  private static final String BY_KEY =
      SELECT.formatted(
          """
          orders.*, k.fingerprint FROM idempotency_keys k JOIN orders ON orders.id = k.order_id
          WHERE k.client = $1 AND k.key = $2\
          """);

  private static final String CANCEL =
      """
      WITH cancelled AS (
        UPDATE orders SET status = 'CANCELLED' WHERE id = $1 AND status = 'PLACED' RETURNING id
      )
      INSERT INTO outbox (order_id, type, payload) SELECT id, $2::text, $3::json FROM cancelled
      """;

  private final DatabaseClient database;
  private final DatabaseGuard guard;
  private final JsonMapper json;

  OrderStore(DatabaseClient database, DatabaseGuard guard, JsonMapper json) {
    this.database = database;
    this.guard = guard;
    this.json = json;
  }

  /** Stores the order and all its items, or nothing, in one round trip. */
  Mono<Void> insert(Order order) {
    return guard.guard(bind(INSERT, order).then());
  }

  /**
   * Stores the order under the key, in one round trip; in two, finds the one that the key stands
   * for already. Fails with {@link KeyReusedException} if that was made by another request, and
   * with {@link RequestInFlightException} if it is being stored at this moment.
   */
  Mono<Placement> insertOnce(Order order, IdempotencyKey key) {
    byte[] fingerprint = order.fingerprint();
    Mono<Placement> insert =
        bind(INSERT_ONCE, order)
            .bind("$12", key.client())
            .bind("$13", key.value())
            .bind("$14", fingerprint)
            .mapValue(Long.class)
            .one()
            .flatMap(claimed ->
                claimed == 1 ? Mono.just(new Placement(order, false)) : replay(key, fingerprint));
    return guard.guard(insert);
  }

  private DatabaseClient.GenericExecuteSpec bind(String insert, Order order) {
    List<OrderItem> items = order.items();
    return database
        .sql(insert)
        .bind("$1", order.id())
        .bind("$2", order.customer())
        .bind("$3", order.currency())
        .bind("$4", order.total())
        .bind("$5", order.status().name())
        .bind("$6", order.createdAt())
        .bind("$7", items.stream().map(OrderItem::sku).toArray(String[]::new))
        .bind("$8", items.stream().map(OrderItem::quantity).toArray(Integer[]::new))
        .bind("$9", items.stream().map(OrderItem::unitPrice).toArray(BigDecimal[]::new))
        .bind("$10", EventType.CREATED.value())
        .bind("$11", json.writeValueAsString(order));
  }

  /** The first answer once more: the order as it was placed, whatever became of it since. */
  private Mono<Placement> replay(IdempotencyKey key, byte[] fingerprint) {
    return database
        .sql(BY_KEY)
        .bind("$1", key.client())
        .bind("$2", key.value())
        .map(row -> replay(row, fingerprint))
        .one()
        .switchIfEmpty(Mono.error(RequestInFlightException::new));
  }

  private static Placement replay(Readable row, byte[] fingerprint) {
    if (!Arrays.equals(row.get("fingerprint", byte[].class), fingerprint)) {
      throw new KeyReusedException();
    }
    return new Placement(OrderRow.read(row).with(OrderStatus.PLACED), true);
  }

  /** The order, or empty. */
  Mono<Order> find(UUID id) {
    return guard.guard(database.sql(BY_ID).bind("$1", id).map(OrderRow::read).one());
  }

  /**
   * A customer's orders, newest first. Orders placed while a reader turns pages come before its
   * first page, so that none is repeated and none that was there is lost.
   *
   * @param after the last order of the page before, or null for the first page
   * @param limit at most so many
   */
  Mono<List<Order>> list(String customer, @Nullable UUID after, int limit) {
    return guard.guard(
        database
            .sql(BY_CUSTOMER)
            .bind("$1", customer)
            .bind("$2", after == null ? LATEST : after)
            .bind("$3", limit)
            .map(OrderRow::read)
            .all()
            .collectList());
  }

  /**
   * Cancels the order if it is still placed; leaves it alone, without an error, if it is not.
   *
   * @return the cancelled order, or empty if its status had changed meanwhile
   */
  Mono<Order> cancel(Order order) {
    Order cancelled = order.with(OrderStatus.CANCELLED);
    return guard.guard(
        database
            .sql(CANCEL)
            .bind("$1", order.id())
            .bind("$2", EventType.CANCELLED.value())
            .bind("$3", json.writeValueAsString(cancelled))
            .fetch()
            .rowsUpdated()
            .filter(events -> events == 1)
            .map(_ -> cancelled));
  }
}
