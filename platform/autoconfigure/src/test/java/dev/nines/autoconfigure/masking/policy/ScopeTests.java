package dev.nines.autoconfigure.masking.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScopeTests {
  @ParameterizedTest
  @CsvSource({
    "shop, shop, true",
    "shop, shop2, false",
    "shop.a, shopxa, false",
    "pay-*, pay-card, true",
    "pay-*, pay, false",
    "*-api, shop-api, true",
    "*, anything, true",
  })
  void services_areNamesWithAnyCharacters(String pattern, String service, boolean included) {
    Scope scope = new Scope(List.of("other", pattern), Set.of(Signal.LOGS));

    assertThat(scope.includes(service)).isEqualTo(included);
    assertThat(Scope.EVERYWHERE.includes(service)).isTrue();
  }
}
