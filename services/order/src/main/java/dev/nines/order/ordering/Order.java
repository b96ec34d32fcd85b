package dev.nines.order.ordering;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

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

  Order with(OrderStatus status) {
    return new Order(id, customer, currency, items, total, status, createdAt);
  }

  /**
   * SHA-256 of what the customer asked for, however it was written: two requests that mean the same
   * order have the same one. No field can hold a blank or a line's end, so nothing runs together.
   */
  byte[] fingerprint() {
    String lines =
        items.stream()
            .map(item -> item.sku() + ' ' + item.quantity() + ' ' + item.unitPrice())
            .collect(Collectors.joining("\n", customer + ' ' + currency + '\n', ""));
    try {
      return MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
