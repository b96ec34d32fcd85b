package dev.nines.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundedTagTests {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void valuesBeyondTheLimit_shareOneSeriesAndLoseNoEvent() {
    registry.config().meterFilter(new BoundedTag("requests", Set.of("exception"), 2));

    for (int i = 0; i < 10; i++) {
      registry.counter("requests", "exception", "E" + i).increment();
    }
    registry.counter("requests", "exception", "E1").increment();

    assertThat(registry.find("requests").counters()).hasSize(3);
    assertThat(registry.get("requests").tag("exception", BoundedTag.OTHER).counter().count())
        .isEqualTo(8);
    assertThat(registry.get("requests").tag("exception", "E1").counter().count()).isEqualTo(2);
  }

  @Test
  void otherMeters_keepTheirValues() {
    registry.config().meterFilter(new BoundedTag("requests", Set.of("exception"), 1));

    registry.counter("others", "exception", "A");
    registry.counter("others", "exception", "B");

    assertThat(registry.find("others").counters()).hasSize(2);
  }
}
