package dev.nines.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A new service in {@code docker-compose.yml}, read as Compose does: with anchors and merges. */
class ComposeEntryTests {
  private static final List<String> OF_THE_DATABASE =
      List.of("NINES_POSTGRES_URL", "NINES_POSTGRES_USER", "SPRING_CONFIG_IMPORT");

  private static final Set<String> OWN =
      Set.of("build", "image", "ports", "depends_on", "environment");

  @TempDir private Path root;

  @BeforeEach
  void copy() throws IOException {
    CheckoutCopy.to(root);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void entry_isLikeThatOfOrder_butForItsNameAndPorts(boolean database) throws IOException {
    Map<String, Object> before = compose();

    new Scaffold(root).inCheckout(stockKeeping(database));

    Map<String, Object> services = map(compose().get("services"));
    Map<String, Object> entry = map(services.get("stock-keeping"));
    Map<String, Object> order = new HashMap<>(map(services.get("order")));
    assertThat(entry.get("build"))
        .isEqualTo(
            Map.of(
                "context", ".",
                "args",
                    Map.of("SERVICE", "stock-keeping", "REVISION", "${NINES_REVISION:-unknown}"),
                "network", "${NINES_BUILD_NETWORK:-default}"));
    assertThat(entry.get("image")).isEqualTo("nines/stock-keeping");
    assertThat(entry.get("ports"))
        .isEqualTo(
            List.of(
                "127.0.0.1:${NINES_STOCK_KEEPING_PORT:-8085}:8085",
                "127.0.0.1:${NINES_STOCK_KEEPING_MANAGEMENT_PORT:-9085}:9000"));
    assertThat(entry.get("depends_on"))
        .isEqualTo(
            database
                ? Map.of("postgres", Map.of("condition", "service_healthy"))
                : Map.of("credentials", Map.of("condition", "service_completed_successfully")));
    assertThat(entry.get("environment")).isEqualTo(environment(order, database));

    // Limits, networks, volumes, and that the health check is the image's.
    entry.keySet().removeAll(OWN);
    order.keySet().removeAll(OWN);
    assertThat(entry).isEqualTo(order).containsKeys("mem_limit", "restart", "volumes");

    services.remove("stock-keeping");
    assertThat(services).isEqualTo(before.get("services"));
  }

  private static Map<String, Object> environment(Map<String, Object> order, boolean database) {
    Map<String, Object> environment = new HashMap<>(map(order.get("environment")));
    environment.put("SERVER_PORT", 8085);
    if (!database) {
      environment.keySet().removeAll(OF_THE_DATABASE);
    }
    return environment;
  }

  private Map<String, Object> compose() throws IOException {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    return map(
        new Load(settings).loadFromString(Files.readString(root.resolve("docker-compose.yml"))));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object node) {
    return (Map<String, Object>) node;
  }

  private static NewService stockKeeping(boolean database) {
    return new NewService(
        new ServiceName("stock-keeping"),
        "dev.nines.stockkeeping",
        database,
        new Ports(8085, 9085),
        false,
        "0.1.0-SNAPSHOT");
  }
}
