package dev.nines.order.database;

import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Bounds the time a caller waits for the database, and tells its absence from a fault of ours.
 *
 * <p>A frozen server neither refuses nor answers, so neither the pool's timeout nor the server's
 * own statement timeout is enough: the clock here is the one that always runs.
 */
@Component
@EnableConfigurationProperties(DatabaseProperties.class)
public class DatabaseGuard {
  /** Connection exceptions, too many connections, server shutting down or starting up. */
  private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57");

  private final SchemaMigration schema;
  private final Duration timeout;

  DatabaseGuard(SchemaMigration schema, DatabaseProperties properties) {
    this.schema = schema;
    this.timeout = properties.timeout();
  }

  /** The work's result, or {@link DatabaseUnavailableException} within the configured timeout. */
  public <T> Mono<T> guard(Mono<T> work) {
    return Mono.defer(() -> schema.isMigrated() ? work : Mono.error(new SchemaMissingException()))
        .timeout(timeout)
        .onErrorMap(DatabaseGuard::isUnavailable, DatabaseUnavailableException::new);
  }

  static boolean isUnavailable(Throwable error) {
    for (@Nullable Throwable e = error; e != null; e = e.getCause()) {
      if (meansUnavailable(e)) {
        return true;
      }
    }
    return false;
  }

  private static boolean meansUnavailable(Throwable error) {
    return switch (error) {
      case SchemaMissingException _ -> true;
      case TimeoutException _ -> true;
      case IOException _ -> true;
      case R2dbcTimeoutException _ -> true;
      case R2dbcNonTransientResourceException _ -> true;
      case R2dbcTransientResourceException _ -> true;
      case R2dbcException e -> e.getSqlState() != null && hasUnavailableState(e.getSqlState());
      default -> false;
    };
  }

  private static boolean hasUnavailableState(String sqlState) {
    return sqlState.length() == 5 && UNAVAILABLE.contains(sqlState.substring(0, 2));
  }

  private static final class SchemaMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaMissingException() {
      super("the schema has not been migrated yet", null, false, false);
    }
  }
}
