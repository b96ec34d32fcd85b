package dev.nines.test.telemetry;

import java.util.HashMap;
import java.util.Map;

/**
 * A request that a service answers well.
 *
 * @param method such as {@code GET}
 * @param path as it is sent, with its query
 * @param route the path's template, as it stands in metrics and in spans
 * @param body JSON; empty for none
 * @param headers besides those of the body and of the trace
 * @param status of the answer
 */
public record Call(
    String method,
    String path,
    String route,
    String body,
    Map<String, String> headers,
    int status) {
  /** Of a call that has none, whatever its span is named. */
  static final String NO_ROUTE = "";

  public Call {
    headers = Map.copyOf(headers);
  }

  /** Answered with 200. */
  public static Call get(String path, String route) {
    return new Call("GET", path, route, "", Map.of(), 200);
  }

  /** Answered with 201. */
  public static Call post(String path, String route, String body) {
    return new Call("POST", path, route, body, Map.of(), 201);
  }

  /** The same with another header. */
  public Call with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Call(method, path, route, body, more, status);
  }

  /** The same, answered with another status. */
  public Call answered(int status) {
    return new Call(method, path, route, body, headers, status);
  }

  /** The same to another path. */
  Call to(String path) {
    return new Call(method, path, route, body, headers, status);
  }

  /** The same with another body. */
  Call saying(String body) {
    return new Call(method, path, route, body, headers, status);
  }

  /** The same, of which only that it is answered is known. */
  Call withoutRoute() {
    return new Call(method, path, NO_ROUTE, body, headers, status);
  }
}
