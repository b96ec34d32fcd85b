package dev.nines.cli.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrafficTests {
  @Test
  void answered_isTheSumOfAllSeriesOfTheFamily_andOfNoOther() {
    String text =
        """
        # TYPE http_server_requests_seconds histogram
        http_server_requests_seconds_bucket{status="200",le="0.3"} 90
        http_server_requests_seconds_count{status="200",uri="/a b"} 100
        http_server_requests_seconds_count{status="503",uri="none"} 1.5E1
        http_server_requests_seconds_sum{status="200"} 7.25
        http_server_requests_active_seconds_count{status="200"} 3
        """;

    assertThat(Traffic.answered(text.lines())).isEqualTo(115);
  }
}
