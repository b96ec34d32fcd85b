package dev.nines.order.ordering;

import dev.nines.autoconfigure.database.SchemaMigratedEvent;
import dev.nines.autoconfigure.warmup.WarmUpTask;
import dev.nines.order.idempotency.IdempotencyKey;
import dev.nines.order.idempotency.RequestInFlightException;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/**
 * Goes the way of an order to the database before the service calls itself ready: opens every
 * connection and loads the classes that the first orders would otherwise wait for, longer than they
 * may. Waits for the schema first, however long that takes: without it there is nothing to warm.
 *
 * <p>Its orders come under a key that is taken for ever, so that nothing is stored. Taking them
 * back by a transaction is no way: R2DBC lets a transaction that is cancelled while it begins go
 * back to the pool open, and whatever order comes to that connection next is answered and never
 * stored. Under load, on a start of a few seconds, that happened. So this service opens no
 * transaction.
 */
@Component
class WarmUp implements WarmUpTask, Ordered {
  /** Nobody's in particular; the migration has put it there. */
  private static final IdempotencyKey TAKEN = new IdempotencyKey("", "nines-warm-up");

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
  private final JsonMapper json;
  private final Validator validator;
  private final OrderIds ids;
  private final Clock clock;
  private final Sinks.Empty<Void> migrated = Sinks.empty();

  WarmUp(OrderStore store, JsonMapper json, Validator validator, OrderIds ids, Clock clock) {
    this.store = store;
    this.json = json;
    this.validator = validator;
    this.ids = ids;
    this.clock = clock;
  }

  /** Before the requests over HTTP. */
  @Override
  public int getOrder() {
    return 0;
  }

  @Override
  public String name() {
    return "orders";
  }

  @EventListener(SchemaMigratedEvent.class)
  void schemaIsThere() {
    migrated.tryEmitEmpty();
  }

  /** When the time is over no more are begun, and those that have been come to their end. */
  @Override
  public Mono<Void> run() {
    return migrated.asMono().then(Mono.defer(this::placeMany));
  }

  private Mono<Void> placeMany() {
    long end = System.nanoTime() + LIMIT.toNanos();
    return Flux.range(0, ORDERS)
        .takeWhile(_ -> System.nanoTime() - end < 0)
        .flatMapDelayError(_ -> place(), AT_ONCE, 1)
        .then();
  }

  private Mono<Void> place() {
    OrderRequest request = json.readValue(REQUEST, OrderRequest.class);
    validator.validate(request);
    Order order = request.place(ids.next(), clock.instant());
    json.writeValueAsBytes(order);
    return store
        .insertOnce(order, TAKEN)
        .onErrorComplete(RequestInFlightException.class)
        .then(store.find(new UUID(0, 0)))
        .then();
  }
}
