package dev.nines.cli.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountersTests {
  @Test
  void counters_areSummedOverTheirSeries() {
    Counters counters =
        Counters.parse(
            List.of(
                "# TYPE http_server_requests_seconds histogram",
                "http_server_requests_seconds_count{status=\"200\"} 41",
                "http_server_requests_seconds_count{status=\"404\"} 1.0",
                "http_server_requests_seconds_sum{status=\"404\"} 7.0",
                "nines_spans_total{outcome=\"exported\"} 1.2E3",
                "nines_spans_total{outcome=\"failed\"} 30",
                "nines_spans_total{outcome=\"dropped\"} 4",
                "jvm_compilation_time_ms_total{compiler=\"HotSpot\"} 1500.0"));

    assertThat(counters).isEqualTo(new Counters(42, 1200, 30, 4, Duration.ofMillis(1500)));
    assertThat(counters.ended()).isEqualTo(1234);
  }
}
