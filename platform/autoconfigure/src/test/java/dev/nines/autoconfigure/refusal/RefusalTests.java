package dev.nines.autoconfigure.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;

class RefusalTests {
  @Test
  void refusal_isASmallProblem() {
    Refusal refusal = Refusal.of(HttpStatus.REQUEST_TIMEOUT, "Too slow.");

    assertThat(new String(refusal.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"title\":\"Request Timeout\",\"status\":408,\"detail\":\"Too slow.\"}");
  }

  @Test
  void detailThatWouldBreakTheJson_isRefused() {
    assertThatThrownBy(() -> Refusal.of(HttpStatus.BAD_REQUEST, "a \"quote\""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("detail must be plain text");
  }
}
