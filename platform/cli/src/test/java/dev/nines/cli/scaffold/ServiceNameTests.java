package dev.nines.cli.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nines.cli.terminal.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    "switch, means something in Java",
    "string, means something in Java",
  })
  void unfitName_isRefused(String name, String why) {
    assertThatThrownBy(() -> new ServiceName(name))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("NAME: '" + name + "' " + why + ". ");
  }
}
