package dev.nines.cli.load;

import dev.nines.cli.prometheus.Prometheus;
import dev.nines.cli.prometheus.Sample;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The requests that come in at the gateway.
 *
 * @param metrics where the gateway itself tells how many it has answered
 */
public record Traffic(Prometheus prometheus, URI metrics) {
  private static final String FAMILY = "http_server_requests_seconds_count";
  private static final String RATE = "sum(rate(" + FAMILY + "{service=\"gateway\"}[6s]))";
  private static final Duration GLANCE = Duration.ofSeconds(1);
  private static final int PATIENCE_MILLIS = 2000;

  /**
   * Requests per second, as Prometheus has scraped them and as the gateway counts them right now;
   * the lower of the two. Prometheus alone would take a load that has just ended for one that goes
   * on, the gateway alone one that Prometheus has no baseline of. 0 if either does not answer.
   */
  public double rate() {
    try {
      double scraped =
          prometheus.query(RATE).stream().mapToDouble(Sample::value).findFirst().orElse(0);
      return scraped > 0 ? Math.min(scraped, arriving()) : 0;
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  private double arriving() throws IOException, InterruptedException {
    double before = answered(scrape());
    TimeUnit.NANOSECONDS.sleep(GLANCE.toNanos());
    return (answered(scrape()) - before) / GLANCE.toSeconds();
  }

  /** The sum of the family's samples in Prometheus' text format. */
  static double answered(Stream<String> lines) {
    return lines
        .filter(line -> line.startsWith(FAMILY + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private Stream<String> scrape() throws IOException {
    var connection = (HttpURLConnection) metrics.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setRequestProperty("Accept", "text/plain; version=0.0.4");
    try (var in = connection.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    }
  }
}
