package dev.nines.order;

import dev.nines.test.telemetry.Call;
import dev.nines.test.telemetry.TelemetryContract;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class OrderTelemetryIT extends TelemetryContract {
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

  @Override
  protected List<Call> calls() {
    return List.of(
        Call.post("/orders", "/orders", Orders.body("c-1", "1.50")),
        Call.get("/orders?customer=c-1", "/orders"),
        Call.get("/orders/00000000-0000-0000-0000-000000000000", "/orders/{id}").answered(404),
        Call.get("/ping", "/ping"));
  }
}
