package dev.nines.cli.supervisor;

import dev.nines.cli.postgres.PostgresProbe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Asks one part once whether it is well. */
final class HealthProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private HealthProbe() {}

  static boolean healthy(URI health) {
    return switch (health.getScheme()) {
      case "postgres" ->
          PostgresProbe.ready(health.getHost(), health.getPort(), health.getUserInfo(), PATIENCE);
      case "http", "https" -> answers(health);
      default -> true;
    };
  }

  private static boolean answers(URI health) {
    try {
      HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
      connection.setConnectTimeout(Math.toIntExact(PATIENCE.toMillis()));
      connection.setReadTimeout(Math.toIntExact(PATIENCE.toMillis()));
      int status = connection.getResponseCode();
      connection.disconnect();
      return status == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }
}
