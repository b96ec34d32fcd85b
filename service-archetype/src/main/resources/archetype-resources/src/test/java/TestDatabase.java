#set($schema = $artifactId.replace("-", "_"))
#if($database == "true")
package ${package};

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.flywaydb.core.Flyway;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A real PostgreSQL with the service's tables, for all tests of this JVM; it ends with it. */
final class TestDatabase {
  private static final EmbeddedPostgres POSTGRES = start();

  private TestDatabase() {}

  /** Makes the service of a test use it. */
  static void register(DynamicPropertyRegistry registry) {
    registry.add("NINES_POSTGRES_URL", () -> "127.0.0.1:" + POSTGRES.getPort() + "/postgres");
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres postgres = EmbeddedPostgres.start();
      Flyway.configure()
          .dataSource(postgres.getPostgresDatabase())
          .defaultSchema("${schema}")
          .load()
          .migrate();
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
#end
