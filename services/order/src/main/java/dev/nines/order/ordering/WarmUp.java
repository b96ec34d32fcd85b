package dev.nines.order.ordering;

import dev.nines.order.database.SchemaMigratedEvent;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Places orders and takes them back, before the service calls itself ready: opens every connection
 * and loads the classes that the first orders would otherwise wait for, longer than they may.
 */
@Component
class WarmUp {
  private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

  private static final int ORDERS = 100;
  private static final int AT_ONCE = 8;
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private static final String REQUEST =
      """
      {"customer": "warm-up", "currency": "EUR", "items": [
        {"sku": "a", "quantity": 1, "unitPrice": 1.99}, {"sku": "b", "quantity": 2, "unitPrice": 3}
      ]}
      """;

  private final OrderStore store;
  private final TransactionalOperator transaction;
  private final JsonMapper json;
  private final Validator validator;
  private final OrderIds ids;
  private final Clock clock;

  WarmUp(
      OrderStore store,
      TransactionalOperator transaction,
      JsonMapper json,
      Validator validator,
      OrderIds ids,
      Clock clock) {
    this.store = store;
    this.transaction = transaction;
    this.json = json;
    this.validator = validator;
    this.ids = ids;
    this.clock = clock;
  }

  @EventListener(SchemaMigratedEvent.class)
  void run() {
    try {
      Flux.range(0, ORDERS).flatMap(_ -> place(), AT_ONCE).then().block(LIMIT);
    } catch (RuntimeException e) {
      log.warn("Not warm: {}", e.toString());
    }
  }

  private Mono<Void> place() {
    OrderRequest request = json.readValue(REQUEST, OrderRequest.class);
    validator.validate(request);
    Order order = request.place(ids.next(), clock.instant());
    json.writeValueAsBytes(order);
    return takenBack(order).then(store.find(new UUID(0, 0))).then();
  }

  private Mono<Void> takenBack(Order order) {
    return transaction
        .execute(status -> {
          status.setRollbackOnly();
          return store.insert(order);
        })
        .then();
  }
}
