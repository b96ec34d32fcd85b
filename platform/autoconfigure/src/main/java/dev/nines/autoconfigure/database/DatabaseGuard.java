package dev.nines.autoconfigure.database;

import dev.nines.autoconfigure.deadline.Deadline;
import dev.nines.autoconfigure.deadline.DeadlineExceededException;
import dev.nines.autoconfigure.deadline.Timer;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Bounds the time a caller waits for the database, and tells its absence from a fault of ours.
 *
 * <p>A frozen server neither refuses nor answers, so neither the pool's timeout nor the server's
 * own statement timeout is enough: the clock here is the one that always runs.
 */
public final class DatabaseGuard {
  /** Connection exceptions, too many connections, server shutting down or starting up. */
  private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57");

  private final BooleanSupplier migrated;
  private final Duration timeout;

  /**
   * A guard that knows nothing of its database but its schema.
   *
   * @param migrated whether statements make sense already
   * @param timeout for one piece of work
   */
  DatabaseGuard(BooleanSupplier migrated, Duration timeout) {
    this.migrated = migrated;
    this.timeout = timeout;
  }

  /**
   * The work's result, or {@link DatabaseUnavailableException} within the configured timeout, or
   * {@link DeadlineExceededException} within the time that the request's caller waits.
   */
  public <T> Mono<T> guard(Mono<T> work) {
    return Mono.deferContextual(context -> {
      @Nullable Deadline deadline = Deadline.of(context);
      return deadline == null ? within(timeout, work) : within(deadline, work);
    });
  }

  private <T> Mono<T> within(Deadline deadline, Mono<T> work) {
    Duration left = deadline.remaining();
    if (left.compareTo(timeout) >= 0) {
      return within(timeout, work);
    }
    return left.isZero()
        ? Mono.error(new DeadlineExceededException())
        : within(left, work)
            .onErrorMap(e -> deadline.remaining().isZero(), _ -> new DeadlineExceededException());
  }

  private <T> Mono<T> within(Duration time, Mono<T> work) {
    return Mono.defer(
            () -> migrated.getAsBoolean() ? work : Mono.error(new SchemaMissingException()))
        .timeout(time, Timer.current())
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
