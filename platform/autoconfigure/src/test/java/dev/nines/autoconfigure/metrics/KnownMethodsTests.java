package dev.nines.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class KnownMethodsTests {
  private final MeterRegistry meters = new SimpleMeterRegistry();

  KnownMethodsTests() {
    meters.config().meterFilter(new KnownMethods());
  }

  @Test
  void methodsThatAreMadeUp_shareOneSeries() {
    for (String method : new String[] {"GET", "POST", "X1", "X2", "get"}) {
      meters.timer("http.client.requests", "http.method", method, "uri", "X1").record(() -> {});
    }

    assertThat(meters.get("http.client.requests").timers())
        .extracting(timer -> timer.getId().getTag("http.method"))
        .containsExactlyInAnyOrder("GET", "POST", "UNKNOWN");
    assertThat(meters.get("http.client.requests").tag("http.method", "UNKNOWN").timer().count())
        .isEqualTo(3);
    assertThat(meters.get("http.client.requests").timers())
        .extracting(timer -> timer.getId().getTag("uri"))
        .containsOnly("X1");
  }

  @Test
  void otherMeters_areLeftAlone() {
    meters.counter("shop.calls", "method", "X1");

    assertThat(meters.get("shop.calls").counter().getId().getTag("method")).isEqualTo("X1");
  }
}
