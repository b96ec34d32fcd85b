package dev.nines.autoconfigure.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampsTests {
  private final Timestamps timestamps = new Timestamps();

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z",
    "2026-01-31T09:05:00.007Z, 2026-01-31T09:05:00.007Z",
    "2026-01-31T09:05:00.0079999Z, 2026-01-31T09:05:00.007Z",
    "2026-12-31T23:59:59.999999999Z, 2026-12-31T23:59:59.999Z",
    "1969-12-31T23:59:59.120Z, 1969-12-31T23:59:59.120Z",
  })
  void anInstant_isCutToMilliseconds(Instant instant, String expected) {
    assertThat(timestamps.text(instant)).isEqualTo(expected);
  }

  @Test
  void anEarlierSecond_isNotTheLastOne() {
    timestamps.text(Instant.parse("2026-01-31T09:05:01.500Z"));

    assertThat(timestamps.text(Instant.parse("2026-01-31T09:05:00.500Z")))
        .isEqualTo("2026-01-31T09:05:00.500Z");
  }
}
