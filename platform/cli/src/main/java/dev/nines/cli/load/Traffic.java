package dev.nines.cli.load;

import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.prometheus.Sample;
import java.io.IOException;

/** How many requests come in at the gateway. */
public record Traffic(Prometheus prometheus) {
  private static final String RATE =
      "sum(rate(http_server_requests_seconds_count{service=\"gateway\"}[6s]))";

  /**
   * Requests per second over the last 6 seconds, three scrapes, so that a load which has just ended
   * is not taken for one that goes on; 0 if Prometheus does not answer.
   */
  public double rate() {
    try {
      double rate =
          prometheus.query(RATE).stream().mapToDouble(Sample::value).findFirst().orElse(0);
      return Double.isFinite(rate) ? rate : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
