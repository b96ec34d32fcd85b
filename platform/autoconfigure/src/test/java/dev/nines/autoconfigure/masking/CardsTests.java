package dev.nines.autoconfigure.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardsTests {
  /** The test numbers that card organisations publish. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111111",
        "4222222222222",
        "5555555555554444",
        "2223003122003222",
        "378282246310005",
        "3782 822463 10005",
        "30569309025904",
        "3056 930902 5904",
        "6011111111111117",
        "3530111333300000",
        "6200000000000005",
        "6304000000000000",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "4111.1111.1111.1111",
        "4111\u00a01111\u00a01111\u00a01111",
      })
  void cardNumber_isFoundWhole(String number) {
    assertThat(end("(" + number + ")", 1)).isEqualTo(1 + number.length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4111111111111112",
        "411111111111",
        "41111111111111111111",
        "0000000000000000",
        "4111 1111-1111 1111",
        "4111  1111 1111 1111",
        "41 111111 1111 1111",
        "1795553516921",
        "a4111111111111111",
        "4111111111111111f",
        "9f4111111111111111",
      })
  void otherNumber_isNone(String number) {
    int first = number.startsWith("a") ? 1 : number.startsWith("9f") ? 2 : 0;
    assertThat(end(number, first)).isEqualTo(-1);
  }

  @Test
  void oneWrongDigit_isNeverACard() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      String number = Canaries.card(random);
      assertThat(end(number, 0)).as(number).isEqualTo(16);
      int at = 1 + random.nextInt(15);
      int digit = (number.charAt(at) - '0' + 1 + random.nextInt(9)) % 10;
      String wrong = number.substring(0, at) + digit + number.substring(at + 1);
      assertThat(end(wrong, 0)).as(wrong).isEqualTo(-1);
    }
  }

  private static int end(String text, int from) {
    return Cards.end(text, from, Cards.groupEnd(text, from));
  }
}
