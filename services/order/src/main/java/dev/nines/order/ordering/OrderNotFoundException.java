package dev.nines.order.ordering;

import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** No order has this id. */
final class OrderNotFoundException extends ErrorResponseException {
  private static final long serialVersionUID = 1L;

  OrderNotFoundException(UUID id) {
    super(HttpStatus.NOT_FOUND);
    setDetail("There is no order " + id + ".");
  }
}
