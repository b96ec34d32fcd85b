package dev.nines.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.cli.settings.Port;
import dev.nines.cli.terminal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceNameTests {
  @Test
  void name_hasOthersThatFollowFromIt() {
    ServiceName name = new ServiceName("stock-keeping");

    assertThat(name.className()).isEqualTo("StockKeeping");
    assertThat(name.packagePart()).isEqualTo("stockkeeping");
    assertThat(name.variable()).isEqualTo("STOCK_KEEPING");
    assertThat(name.plural()).isEqualTo("stock-keepings");
  }

  @ParameterizedTest
  @CsvSource({"payment, payments", "inventory, inventories", "relay, relays", "tax, taxes"})
  void plural_isEnglish(String name, String plural) {
    assertThat(new ServiceName(name).plural()).isEqualTo(plural);
  }

  @ParameterizedTest
  @CsvSource({
    "'', is no name of a service",
    "x, is no name of a service",
    "Payment, is no name of a service",
    "pay_ment, is no name of a service",
    "1st, is no name of a service",
    "pay-, is no name of a service",
    "../order, is no name of a service",
    "a-name-that-goes-on, is no name of a service",
    "gateway, is a part of the stack already",
    "prometheus, is a part of the stack already",
    "otlp, is a part of the stack already",
    "smtp, is a part of the stack already",
    "mail-ui, is a part of the stack already",
    "user, is a part of the stack already",
    "risk-management, 'would have the variable of another service''s management port'",
    "switch, means something in Java",
    "string, means something in Java",
  })
  void unfitName_isRefused(String name, String why) {
    assertThatThrownBy(() -> new ServiceName(name))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("NAME: '" + name + "' " + why + ". ");
  }

  @ParameterizedTest
  @EnumSource
  void nameWithAPortsVariable_isRefused(Port port) {
    String name = port.variable().replaceAll("^NINES_|_PORT$", "").toLowerCase().replace('_', '-');

    assertThatThrownBy(() -> new ServiceName(name)).isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pg-stock", "reference", "overlap"})
  void nameThatPostgresqlKeeps_isRefusedWithADatabaseOnly(String name) {
    assertThatThrownBy(() -> service(name, true))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("NAME: '" + name + "' would make a schema or a table");
    assertThat(service(name, false).database()).isFalse();
  }

  private static NewService service(String name, boolean database) {
    return new NewService(
        new ServiceName(name), "com.example", database, new Ports(8082, 9082), true, "1");
  }
}
