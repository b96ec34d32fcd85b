package dev.nines.autoconfigure.probe;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Gets one URL and says by its exit status whether the answer was 200: 0 if so, 1 if it was another
 * or none, 2 if it was called wrongly. Needs nothing but {@code java.base}, so that it starts in a
 * tenth of a second.
 */
public final class HealthProbe {
  private static final int TIMEOUT_MILLIS = 2_000;

  private HealthProbe() {}

  /**
   * Asks once.
   *
   * @param arguments the URL, such as {@code http://127.0.0.1:9081/actuator/health/readiness}
   */
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("Give one URL, as in http://127.0.0.1:9081/actuator/health/readiness");
      System.exit(2);
    }
    System.exit(answersOk(URI.create(arguments[0])) ? 0 : 1);
  }

  static boolean answersOk(URI url) {
    try {
      var connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      int status = connection.getResponseCode();
      System.out.println(url + " answered " + status);
      return status == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      System.out.println(url + " did not answer: " + e.getMessage());
      return false;
    }
  }
}
