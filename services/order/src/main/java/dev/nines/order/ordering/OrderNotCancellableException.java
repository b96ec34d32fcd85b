package dev.nines.order.ordering;

import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The order's status no longer allows cancelling it. */
final class OrderNotCancellableException extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  OrderNotCancellableException(Order order) {
    super(HttpStatus.CONFLICT);
    String status = order.status().name().toLowerCase(Locale.ROOT);
    setDetail("Order " + order.id() + " is " + status + " and can no longer be cancelled.");
  }
}
