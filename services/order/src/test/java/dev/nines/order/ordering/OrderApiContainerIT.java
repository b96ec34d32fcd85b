package dev.nines.order.ordering;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The contract on the PostgreSQL image that the Docker stack runs. */
@ExtendWith(PostgresImageCondition.class)
class OrderApiContainerIT extends OrderApiContract {
  private static final PostgreSQLContainer POSTGRES =
      new PostgreSQLContainer(PostgresImageCondition.IMAGE).withDatabaseName("orders");

  static {
    // By default it waits for two lines of log, of which not every build of the image has both.
    POSTGRES.setWaitStrategy(Wait.forListeningPort());
  }

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    POSTGRES.start();
    registry.add(
        "NINES_POSTGRES_URL",
        () -> POSTGRES.getHost() + ":" + POSTGRES.getMappedPort(5432) + "/orders");
    registry.add("NINES_POSTGRES_USER", POSTGRES::getUsername);
    registry.add("NINES_POSTGRES_PASSWORD", POSTGRES::getPassword);
  }

  @AfterAll
  static void stop() {
    POSTGRES.stop();
  }
}
