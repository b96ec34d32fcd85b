package dev.nines.cli.telemetry;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * What a service has counted since its start.
 *
 * @param requests that it answered
 * @param exported sampled spans that the receiver took
 * @param failed sampled spans whose export failed
 * @param dropped sampled spans that found the queue full
 * @param compiling time that its JVM's compilers were at work, each counted apart
 */
public record Counters(
    long requests, long exported, long failed, long dropped, Duration compiling) {
  private static final int PATIENCE_MILLIS = 5000;

  /** Sampled spans that ended and are no longer queued. */
  long ended() {
    return exported + failed + dropped;
  }

  /** Reads Prometheus' text format. */
  static Counters parse(List<String> lines) {
    return new Counters(
        sum(lines, "http_server_requests_seconds_count{", ""),
        sum(lines, "nines_spans_total{", "outcome=\"exported\""),
        sum(lines, "nines_spans_total{", "outcome=\"failed\""),
        sum(lines, "nines_spans_total{", "outcome=\"dropped\""),
        Duration.ofMillis(sum(lines, "jvm_compilation_time_ms_total{", "")));
  }

  private static long sum(List<String> lines, String family, String label) {
    return Math.round(
        lines.stream()
            .filter(line -> line.startsWith(family) && line.contains(label))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum());
  }

  /**
   * Asks a service.
   *
   * @param metrics what Prometheus scrapes
   * @throws IOException if there is no answer
   */
  public static Counters scrape(URI metrics) throws IOException {
    var connection = (HttpURLConnection) metrics.toURL().openConnection();
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setRequestProperty("Accept", "text/plain; version=0.0.4");
    try (var in = connection.getInputStream()) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }
}
