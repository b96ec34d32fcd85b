#if($database == "true")
package ${package};

import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Migrates the schema beside the start of the service, again and again until the database is there.
 * Until then the service is not ready, as {@code schemaMigration} of its readiness says.
 */
@Component
class SchemaMigration implements FlywayMigrationStrategy, HealthIndicator {
  private static final Logger log = LoggerFactory.getLogger(SchemaMigration.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private volatile boolean migrated;

  @Override
  public void migrate(Flyway flyway) {
    // A platform thread: JDBC holds locks while it waits, and this one ends soon.
    Thread.ofPlatform().name("schema-migration").daemon().start(() -> run(flyway));
  }

  @Override
  public Health health() {
    return migrated ? Health.up().build() : Health.outOfService().build();
  }

  private void run(Flyway flyway) {
    String said = "";
    while (!migrated) {
      try {
        flyway.migrate();
        migrated = true;
      } catch (FlywayException e) {
        // Once: every second would drown what else there is to say.
        said = report(String.valueOf(e.getMessage()), said);
        pause();
      }
    }
    log.info("Schema is up to date");
  }

  private static String report(String problem, String said) {
    if (!problem.equals(said)) {
      log.warn("The schema cannot be migrated; trying again every {}: {}", PAUSE, problem);
    }
    return problem;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
#end
