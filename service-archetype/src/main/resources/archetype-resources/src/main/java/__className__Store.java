#set($D = '$')
#set($table = $plural.replace("-", "_"))
package ${package};

#if($database == "true")
import dev.nines.autoconfigure.database.DatabaseGuard;
import io.r2dbc.spi.Readable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps them in PostgreSQL. Each change is one statement, so one transaction by itself. */
@Component
class ${className}Store {
  private static final String INSERT =
      """
      INSERT INTO ${table} (id, reference, amount, created_at)
      VALUES (${D}1, ${D}2, ${D}3, ${D}4)
      """;

  private static final String BY_ID =
      """
      SELECT * FROM ${table} WHERE id = ${D}1
      """;

  private final DatabaseClient database;
  private final DatabaseGuard guard;

  ${className}Store(DatabaseClient database, DatabaseGuard guard) {
    this.database = database;
    this.guard = guard;
  }

  Mono<Void> insert(${className} created) {
    return database
        .sql(INSERT)
        .bind(0, created.id())
        .bind(1, created.reference())
        .bind(2, created.amount())
        .bind(3, created.createdAt())
        .then()
        .as(guard::guard);
  }

  /** Empty if there is none. */
  Mono<${className}> find(UUID id) {
    var row = database.sql(BY_ID).bind(0, id).map(${className}Store::read);
    return guard.guard(row.one());
  }

  private static ${className} read(Readable row) {
    return new ${className}(
        value(row, "id", UUID.class),
        value(row, "reference", String.class),
        value(row, "amount", BigDecimal.class),
        value(row, "created_at", Instant.class));
  }

  private static <T> T value(Readable row, String column, Class<T> type) {
    return Objects.requireNonNull(row.get(column, type), column);
  }
}
#else
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keeps the latest of them in memory, until the service ends. */
@Component
class ${className}Store {
  private final Map<UUID, ${className}> kept = Collections.synchronizedMap(new Latest());

  Mono<Void> insert(${className} created) {
    return Mono.fromRunnable(() -> kept.put(created.id(), created));
  }

  /** Empty if there is none, or no longer. */
  Mono<${className}> find(UUID id) {
    return Mono.fromSupplier(() -> kept.get(id));
  }

  /** Forgets the oldest, so that it never outgrows the heap. */
  private static final class Latest extends LinkedHashMap<UUID, ${className}> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 10_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<UUID, ${className}> eldest) {
      return size() > MOST;
    }
  }
}
#end
