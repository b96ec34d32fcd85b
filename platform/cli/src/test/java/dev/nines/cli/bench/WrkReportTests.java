package dev.nines.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WrkReportTests {
  private static final String OUTPUT =
      """
      Running 5s test @ http://127.0.0.1:8080/ping
        1 threads and 1000 connections
        Latency Distribution
           50%  118.31ms
           75%  148.66ms
           90%  173.13ms
           99%    1.25s
        41446 requests in 15.07s, 3.24MB read
      Requests/sec:   2750.34
      Transfer/sec:    220.24KB
      """;

  @Test
  void parse_readsRateAndPercentilesInMilliseconds() {
    assertThat(WrkReport.parse(OUTPUT))
        .isEqualTo(new WrkReport(41_446, 2750.34, 118.31, 1250, 0, 0));
  }

  @Test
  void parse_readsMicroseconds() {
    assertThat(WrkReport.parse(OUTPUT.replace("118.31ms", "500.00us")).p50Ms()).isEqualTo(0.5);
  }

  @Test
  void parse_countsWhatFailed() {
    WrkReport report =
        WrkReport.parse(
            OUTPUT
                + """
                  Socket errors: connect 1, read 2, write 3, timeout 108
                  Non-2xx or 3xx responses: 7
                """);

    assertThat(report.socketErrors()).isEqualTo(114);
    assertThat(report.refused()).isEqualTo(7);
  }

  @Test
  void parse_ofSomethingElse_saysWhatIsMissing() {
    assertThatThrownBy(() -> WrkReport.parse("unable to connect to 127.0.0.1:1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unable to connect");
  }
}
