package dev.nines.order.ordering;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some of a customer's orders, newest first.
 *
 * @param next what to send as {@code after} for the following page; null on the last one
 */
record OrderPage(
    List<Order> orders,
    @Schema(description = "Send as `after` for the following page; absent on the last one")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable UUID next) {
  OrderPage {
    orders = List.copyOf(orders);
  }

  /** The page of {@code limit} orders, given one more than that if there are more. */
  static OrderPage of(List<Order> found, int limit) {
    if (found.size() <= limit) {
      return new OrderPage(found, null);
    }
    return new OrderPage(found.subList(0, limit), found.get(limit - 1).id());
  }
}
