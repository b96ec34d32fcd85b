package dev.nines.cli.faults;

import dev.nines.cli.json.Json;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service's own fault injector, an actuator endpoint.
 *
 * @param endpoint such as {@code http://127.0.0.1:9081/actuator/faults}
 */
public record FaultInjector(URI endpoint) {
  private static final int PATIENCE_MILLIS = 2000;

  /**
   * Makes exactly these faults be in force; those that no injector knows are passed over.
   *
   * @throws IOException if the service does not answer, or refuses
   */
  public void apply(List<Fault> faults) throws IOException {
    List<Fault> injected = faults.stream().filter(f -> f.kind().injected()).toList();
    if (injected.isEmpty()) {
      send("DELETE", null);
    } else {
      send("POST", Json.line(body(injected)));
    }
  }

  /** Kinds that are not asked for are told to be 0, since one call does not undo another's. */
  static Map<String, Map<String, Object>> body(List<Fault> faults) {
    Map<String, Map<String, Object>> body = new LinkedHashMap<>();
    body.put("errors", Map.of("share", 0.0));
    body.put("latency", Map.of("share", 0.0, "delay", Duration.ZERO.toString()));
    for (Fault fault : faults) {
      Map<String, Object> values = new LinkedHashMap<>(Map.of("share", fault.share()));
      if (fault.kind() == FaultKind.LATENCY) {
        values.put("delay", fault.delay().toString());
      }
      body.put(fault.kind().word(), values);
    }
    return body;
  }

  private void send(String method, @Nullable String body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    if (body != null) {
      connection.setDoOutput(true);
      connection.setRequestProperty("Content-Type", "application/json");
      connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
    int status = connection.getResponseCode();
    connection.disconnect();
    if (status / 100 != 2) {
      throw new IOException(endpoint + " answered " + status);
    }
  }
}
