package dev.nines.gatling;

import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run is asked for, by system properties.
 *
 * @param baseUrl of the gateway or the service: {@code nines.baseUrl}
 * @param rate new orders per second: {@code nines.rate}
 * @param duration of the load, in seconds: {@code nines.duration}
 * @param token that customers have, from the file {@code nines.tokenFile}; empty for none
 * @param root the repository, below whose {@code services} the SLO files are: {@code nines.root}
 */
public record Settings(String baseUrl, double rate, Duration duration, String token, Path root) {

  /** For customers of the gateway. */
  static Settings fromSystemProperties() {
    return fromSystemProperties("http://127.0.0.1:8080");
  }

  /**
   * For those of another service.
   *
   * @param baseUrl where it is unless {@code nines.baseUrl} says otherwise
   */
  public static Settings fromSystemProperties(String baseUrl) {
    return new Settings(
        System.getProperty("nines.baseUrl", baseUrl),
        Double.parseDouble(System.getProperty("nines.rate", "50")),
        Duration.ofSeconds(Long.getLong("nines.duration", 60)),
        token(System.getProperty("nines.tokenFile", "")),
        Path.of(System.getProperty("nines.root", ".")));
  }

  private static String token(String file) {
    try {
      return file.isEmpty() ? "" : Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("nines.tokenFile can't be read", e);
    }
  }

  /** How customers speak to it. */
  public HttpProtocolBuilder protocol() {
    HttpProtocolBuilder protocol = http.baseUrl(baseUrl).shareConnections();
    return token.isEmpty() ? protocol : protocol.authorizationHeader("Bearer " + token);
  }
}
