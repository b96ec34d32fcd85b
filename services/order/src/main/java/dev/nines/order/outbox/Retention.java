package dev.nines.order.outbox;

import dev.nines.order.database.BackgroundDatabase;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Removes events that are old and told, a bounded number in each statement. */
@Component
class Retention {
  private static final int BATCH = 1_000;

  private final Outbox outbox;
  private final PendingEvents pending;
  private final Duration age;

  Retention(
      Outbox outbox,
      PendingEvents pending,
      BackgroundDatabase database,
      OutboxProperties properties) {
    this.outbox = outbox;
    this.pending = pending;
    this.age = properties.retention();
    database.every(properties.cleanUp(), "Removing old events", remove());
  }

  /** All that may go by now; how many. */
  Mono<Long> remove() {
    return pending
        .told()
        .flatMap(told ->
            batch(told)
                .expand(removed -> removed < BATCH ? Mono.empty() : batch(told))
                .reduce(0L, Long::sum));
  }

  private Mono<Long> batch(Position told) {
    return outbox.remove(told, age, BATCH);
  }
}
