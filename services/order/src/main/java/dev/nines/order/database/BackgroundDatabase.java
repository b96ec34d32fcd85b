package dev.nines.order.database;

import dev.nines.autoconfigure.database.DatabaseGuard;
import dev.nines.autoconfigure.database.DatabaseUnavailableException;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The database for work that no request waits for: reading the outbox, cleaning up.
 *
 * <p>It has a few connections of its own, so that readers of events take none from those who place
 * orders. Its statements have no spans: asked several times a second for as long as the service
 * lives, they would be most of all traces.
 */
@Component
public class BackgroundDatabase implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(BackgroundDatabase.class);

  private static final int CONNECTIONS = 2;

  private final DatabaseGuard guard;
  private final ConnectionPool pool;
  private final DatabaseClient client;
  private final Disposable.Composite recurring = Disposables.composite();

  BackgroundDatabase(DatabaseGuard guard, R2dbcConnectionDetails details) {
    this.guard = guard;
    this.pool =
        new ConnectionPool(
            ConnectionPoolConfiguration.builder(
                    ConnectionFactories.get(details.getConnectionFactoryOptions()))
                .initialSize(0)
                .maxSize(CONNECTIONS)
                .acquireRetry(CONNECTIONS)
                .maxIdleTime(Duration.ofMinutes(1))
                .build());
    this.client = DatabaseClient.create(pool);
  }

  /**
   * The work's result, or {@link DatabaseUnavailableException} within the configured timeout. The
   * time of waiting for a connection counts.
   */
  public <T> Mono<T> ask(Function<DatabaseClient, Mono<T>> work) {
    return guard.guard(Mono.defer(() -> work.apply(client)));
  }

  /** Does the work again and again until the service ends, never twice at the same time. */
  public void every(Duration interval, String what, Mono<?> work) {
    recurring.add(
        Flux.interval(interval)
            .onBackpressureDrop()
            .concatMap(_ -> work.then().onErrorResume(error -> report(what, error)), 1)
            .subscribe());
  }

  private static Mono<Void> report(String what, Throwable error) {
    // Requests say that the database is away; one more line each time would only drown theirs.
    if (!(error instanceof DatabaseUnavailableException)) {
      log.warn("{} failed; it will be tried again: {}", what, error.toString());
    }
    return Mono.empty();
  }

  @Override
  public void destroy() {
    recurring.dispose();
    pool.dispose();
  }
}
