package dev.nines.autoconfigure.database;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.sqlExceptions.FlywaySqlUnableToConnectToDbException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Migrates the schema beside the start of the service, again and again until the database is there.
 *
 * <p>The service starts without its database and says so by its readiness, as {@code
 * schemaMigration}: up after the migration and whatever listens to {@link SchemaMigratedEvent}.
 */
final class SchemaMigration
    implements SchemaState,
        FlywayMigrationStrategy,
        HealthIndicator,
        SmartInitializingSingleton,
        DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(SchemaMigration.class);

  private final Duration retry;
  private final ApplicationEventPublisher events;
  private final CountDownLatch listening = new CountDownLatch(1);
  private volatile boolean migrated;
  private volatile boolean ready;
  private boolean absent;
  private volatile Thread worker = Thread.ofVirtual().unstarted(() -> {});

  SchemaMigration(Duration retry, ApplicationEventPublisher events) {
    this.retry = retry;
    this.events = events;
  }

  @Override
  public boolean isMigrated() {
    return migrated;
  }

  @Override
  public void migrate(Flyway flyway) {
    // A platform thread: JDBC holds locks while it waits, and this one ends soon.
    worker = Thread.ofPlatform().name("schema-migration").daemon().start(() -> run(flyway));
  }

  @Override
  public Health health() {
    return ready ? Health.up().build() : Health.outOfService().build();
  }

  /** A migration with nothing to do may end before there is anybody to tell. */
  @Override
  public void afterSingletonsInstantiated() {
    listening.countDown();
  }

  @Override
  public void destroy() {
    worker.interrupt();
  }

  private void run(Flyway flyway) {
    try {
      while (!attempt(flyway)) {
        Thread.sleep(retry);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Once: every second would drown what else there is to say. */
  private void reportAbsence() {
    if (!absent) {
      absent = true;
      log.warn("The database cannot be reached; trying again every {}", retry);
    }
  }

  private boolean attempt(Flyway flyway) throws InterruptedException {
    try {
      flyway.migrate();
      migrated = true;
      listening.await();
      events.publishEvent(new SchemaMigratedEvent());
      ready = true;
      log.info("Schema is up to date");
    } catch (FlywaySqlUnableToConnectToDbException _) {
      reportAbsence();
    } catch (FlywayException e) {
      log.error("The schema cannot be migrated; trying again in {}", retry, e);
    }
    return ready;
  }
}
