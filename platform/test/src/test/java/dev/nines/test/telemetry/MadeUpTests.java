package dev.nines.test.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MadeUpTests {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /orders                                      | /orders         | /orders\\?N=N
          /orders?customer=c-1&size=2                  | /orders         | /orders\\?customer=N&size=N&N=N
          /orders/7                                    | /orders/{id}    | /orders/\\d{9}\\?N=N
          /orders/00000000-0000-0000-0000-000000000000 | /orders/{id}    | /orders/H{8}-H{4}-H{4}-H{4}-H{12}\\?N=N
          /orders/o-1/items                            | /orders/{id}/items | /orders/N/items\\?N=N
          /api/orders/7/items                          | /api/orders/**  | /api/orders/\\d{9}/N\\?N=N
          /                                            | /               | /\\?N=N
          """)
  void likeness_isToTheSameRoute_ofOtherThings(String path, String route, String expected) {
    Call call = Call.post(path, route, "{}").with("A", "b");
    String pattern = expected.replace("N", "H{12}").replace("H", "[0-9a-f]");

    Call other = new MadeUp().like(call);

    assertThat(other.path()).matches(pattern).isNotEqualTo(path);
    assertThat(other.to(path)).isEqualTo(call);
  }
}
