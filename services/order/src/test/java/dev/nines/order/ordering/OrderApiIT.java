package dev.nines.order.ordering;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The contract on an embedded PostgreSQL, which needs no Docker. */
class OrderApiIT extends OrderApiContract {
  private static EmbeddedPostgres postgres;

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) throws IOException {
    postgres = EmbeddedPostgres.start();
    registry.add("NINES_POSTGRES_URL", () -> "127.0.0.1:" + postgres.getPort() + "/postgres");
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }
}
