package dev.nines.order.ordering;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An order as it is stored and answered.
 *
 * @param id UUIDv7, so that the order of ids is the order of placing
 * @param currency ISO 4217 code
 * @param items in the customer's order, never empty
 * @param total sum of the items, with exactly the currency's decimals
 * @param createdAt to the microsecond, which is what PostgreSQL keeps
 */
record Order(
    UUID id,
    String customer,
    String currency,
    List<OrderItem> items,
    BigDecimal total,
    OrderStatus status,
    Instant createdAt) {
  Order {
    items = List.copyOf(items);
  }
}
