package dev.nines.order.ordering;

import dev.nines.order.database.DatabaseGuard;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Orders in PostgreSQL. Each method is one statement, so each is one transaction by itself. */
@Component
class OrderStore {
  /** Greater than every UUIDv7: the first page begins after it. */
  private static final UUID LATEST = new UUID(-1, -1);

  private static final String INSERT =
      """
      WITH placed AS (
        INSERT INTO orders (id, customer, currency, total, status, created_at)
        VALUES ($1, $2, $3, $4, $5, $6)
      )
      INSERT INTO order_items (order_id, position, sku, quantity, unit_price)
      SELECT $1, position, sku, quantity, unit_price
      FROM unnest($7::text[], $8::integer[], $9::numeric[])
        WITH ORDINALITY AS item (sku, quantity, unit_price, position)
      """;

  private static final String SELECT =
      """
      SELECT o.*, i.skus, i.quantities, i.unit_prices
      FROM (SELECT * FROM orders WHERE %s) o
      CROSS JOIN LATERAL (
        SELECT array_agg(sku ORDER BY position) AS skus,
               array_agg(quantity ORDER BY position) AS quantities,
               array_agg(unit_price ORDER BY position) AS unit_prices
        FROM order_items WHERE order_id = o.id
      ) i
      ORDER BY o.id DESC
      """;

  private static final String BY_ID = SELECT.formatted("id = $1");

  private static final String BY_CUSTOMER =
      SELECT.formatted("customer = $1 AND id < $2 ORDER BY id DESC LIMIT $3");

  private static final String CANCEL =
      "UPDATE orders SET status = 'CANCELLED' WHERE id = $1 AND status = 'PLACED'";

  private final DatabaseClient database;
  private final DatabaseGuard guard;

  OrderStore(DatabaseClient database, DatabaseGuard guard) {
    this.database = database;
    this.guard = guard;
  }

  /** Stores the order and all its items, or nothing, in one round trip. */
  Mono<Void> insert(Order order) {
    List<OrderItem> items = order.items();
    Mono<Void> insert =
        database
            .sql(INSERT)
            .bind("$1", order.id())
            .bind("$2", order.customer())
            .bind("$3", order.currency())
            .bind("$4", order.total())
            .bind("$5", order.status().name())
            .bind("$6", order.createdAt())
            .bind("$7", items.stream().map(OrderItem::sku).toArray(String[]::new))
            .bind("$8", items.stream().map(OrderItem::quantity).toArray(Integer[]::new))
            .bind(
                "$9", items.stream().map(OrderItem::unitPrice).toArray(java.math.BigDecimal[]::new))
            .then();
    return guard.guard(insert);
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

  /** Cancels the order if it is still placed; leaves it alone, without an error, if it is not. */
  Mono<Void> cancel(UUID id) {
    return guard.guard(database.sql(CANCEL).bind("$1", id).then());
  }
}
