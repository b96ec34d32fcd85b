package dev.nines.order.idempotency;

import dev.nines.order.database.BackgroundDatabase;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Forgets old keys, a bounded number in each statement, so that no lock is held for long. */
@Component
@EnableConfigurationProperties(IdempotencyProperties.class)
class KeyExpiry {
  private static final int BATCH = 1_000;

  /** Replicas that clean up at the same time take different rows. */
  private static final String DELETE =
      """
      DELETE FROM idempotency_keys WHERE (client, key) IN (
        SELECT client, key FROM idempotency_keys
        WHERE created_at < now() - make_interval(secs => $1)
        ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED
      )
      """;

  private final BackgroundDatabase database;
  private final double seconds;

  KeyExpiry(BackgroundDatabase database, IdempotencyProperties properties) {
    this.database = database;
    this.seconds = properties.retention().toMillis() / 1_000.0;
    database.every(properties.cleanUp(), "Forgetting old idempotency keys", forget());
  }

  /** All that are too old by now; how many. */
  Mono<Long> forget() {
    return batch()
        .expand(deleted -> deleted < BATCH ? Mono.empty() : batch())
        .reduce(0L, Long::sum);
  }

  private Mono<Long> batch() {
    return database.ask(
        client -> client.sql(DELETE).bind("$1", seconds).bind("$2", BATCH).fetch().rowsUpdated());
  }
}
