package dev.nines.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PingSignalsTests {
  private static final int REQUESTS = 100_000;
  private static final int IN_FLIGHT = 1000;

  @ParameterizedTest
  @CsvSource({
    // all of it; what was in flight may be told of, or not
    "100000, 100000, 10000, ''",
    "101000, 101000, 10100, ''",
    "99000, 99000, 9900, ''",
    // one too few
    "98999, 100000, 10000, counted 98999",
    "100000, 98999, 10000, wrote 98999 lines",
    // spans: within what was asked for, at its edges within what chance does, and beyond
    "100000, 100000, 9000, ''",
    "100000, 100000, 11000, ''",
    "100000, 100000, 11300, ''",
    "100000, 100000, 8600, sent 8600 spans",
    "100000, 100000, 11400, sent 11400 spans",
    "100000, 100000, 0, sent 0 spans",
    "100000, 100000, 200000, sent 200000 spans"
  })
  void missing_namesWhatWasNotTold(long counted, long lines, long spans, String missing) {
    PingSignals signals = new PingSignals(REQUESTS, IN_FLIGHT, counted, lines, spans);

    if (missing.isEmpty()) {
      assertThat(signals.missing()).isEmpty();
    } else {
      assertThat(signals.missing()).singleElement().asString().startsWith(missing);
    }
  }

  @Test
  void fewRequests_proveLittleOfASample_butEachHasALine() {
    assertThat(new PingSignals(100, 0, 100, 100, 4).missing()).isEmpty();
    assertThat(new PingSignals(100, 0, 99, 98, 4).missing()).hasSize(2);
  }

  @Test
  void aServerThatTellsNothing_lacksAllThree() {
    assertThat(new PingSignals(REQUESTS, IN_FLIGHT, 0, 0, 0).missing()).hasSize(3);
  }
}
