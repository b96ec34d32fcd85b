package dev.nines.gatling;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run is asked for, by system properties.
 *
 * @param baseUrl of the gateway: {@code nines.baseUrl}
 * @param rate new orders per second: {@code nines.rate}
 * @param duration of the load, in seconds: {@code nines.duration}
 * @param root the repository, below whose {@code services} the SLO files are: {@code nines.root}
 */
record Settings(String baseUrl, double rate, Duration duration, Path root) {

  static Settings fromSystemProperties() {
    return new Settings(
        System.getProperty("nines.baseUrl", "http://127.0.0.1:8080"),
        Double.parseDouble(System.getProperty("nines.rate", "50")),
        Duration.ofSeconds(Long.getLong("nines.duration", 60)),
        Path.of(System.getProperty("nines.root", ".")));
  }
}
