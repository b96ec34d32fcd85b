package dev.nines.order.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTests {
  @Test
  void text_isReadAsItWasWritten() {
    Position position = new Position(745, 12);

    assertThat(position).hasToString("745-12");
    assertThat(Position.parse("745-12")).hasValue(position);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "7", "7-", "-7", "7-x", "7-1-1", " 7-1", "1234567890123456789-1"})
  void otherText_isNoPosition(String text) {
    assertThat(Position.parse(text)).isEmpty();
  }

  @Test
  void order_isByTransactionFirst() {
    assertThat(new Position(8, 1).isAfter(new Position(7, 9))).isTrue();
    assertThat(new Position(7, 9).isAfter(new Position(7, 8))).isTrue();
    assertThat(new Position(7, 9).isAfter(new Position(7, 9))).isFalse();
    assertThat(Position.START.isAfter(new Position(7, 9))).isFalse();
  }
}
