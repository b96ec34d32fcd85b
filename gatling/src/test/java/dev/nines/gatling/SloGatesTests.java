package dev.nines.gatling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SloGatesTests {

  @Test
  void promisesOfTheServices_becomeChecks() {
    var gates = SloGates.read(Path.of(".."), OrderJourney.REQUESTS);

    assertThat(gates.checks())
        .containsExactlyInAnyOrder(
            new SloGates.Check("", new BigDecimal("0.1"), 0),
            new SloGates.Check("", new BigDecimal("99"), 300),
            new SloGates.Check(OrderJourney.CREATE, new BigDecimal("0.1"), 0),
            new SloGates.Check(OrderJourney.CREATE, new BigDecimal("95"), 200));
    assertThat(gates.assertions()).hasSize(4);
  }

  @Test
  void serviceWithoutLoad_isNotJudged() {
    var gates = SloGates.read(Path.of(".."), Map.of("order", "create"));

    assertThat(gates.checks())
        .containsExactlyInAnyOrder(
            new SloGates.Check("create", new BigDecimal("0.1"), 0),
            new SloGates.Check("create", new BigDecimal("95"), 200));
  }

  @Test
  void serviceOfItsOwn_isFoundToo() {
    var gates = SloGates.read(Path.of("../services/order"), Map.of("order", ""));

    assertThat(gates.checks()).hasSize(2);
  }

  @Test
  void brokenFile_isRefusedWithItsPlace(@TempDir Path root) throws IOException {
    Path folder = Files.createDirectories(root.resolve("services/x/src/main/resources/slo"));
    Files.writeString(folder.resolve("x.yaml"), "apiVersion: openslo/v2\nkind: Service\n");

    assertThatThrownBy(() -> SloGates.read(root, OrderJourney.REQUESTS))
        .hasMessageContaining("x.yaml:1:13: ");
  }

  @Test
  void noFile_isRefused(@TempDir Path root) throws IOException {
    Files.createDirectories(root.resolve("services"));

    assertThatThrownBy(() -> SloGates.read(root, OrderJourney.REQUESTS))
        .hasMessageContaining("no SLO file");
  }
}
