package dev.nines.order.ordering;

import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

/** Reads an order from a row of {@link OrderStore}'s queries. */
final class OrderRow {
  private OrderRow() {}

  static Order read(Readable row) {
    String currency = get(row, "currency", String.class);
    int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
    return new Order(
        get(row, "id", UUID.class),
        get(row, "customer", String.class),
        currency,
        items(row, decimals),
        get(row, "total", BigDecimal.class).setScale(decimals),
        OrderStatus.valueOf(get(row, "status", String.class)),
        get(row, "created_at", Instant.class));
  }

  private static List<OrderItem> items(Readable row, int decimals) {
    String[] skus = get(row, "skus", String[].class);
    Integer[] quantities = get(row, "quantities", Integer[].class);
    BigDecimal[] prices = get(row, "unit_prices", BigDecimal[].class);
    return IntStream.range(0, skus.length)
        .mapToObj(i -> new OrderItem(skus[i], quantities[i], prices[i].setScale(decimals)))
        .toList();
  }

  private static <T> T get(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
