package dev.nines.autoconfigure.logs;

import dev.nines.autoconfigure.capture.CapturedHeaders;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/**
 * One line a request by the logger {@code access}, when the response is complete: method, path,
 * route (the path's template), status, duration_ms. Written at the end of the request's observation
 * since only there the final status and the trace are both known; Netty's own access log never has
 * a trace id. No query, since it carries secrets, and only the headers that {@code
 * nines.capture.headers} names.
 */
final class AccessLog implements ObservationHandler<ServerRequestObservationContext> {
  private static final int MAX_PATH = 512;

  /** Of a line without captured headers. */
  private static final int MOST_KEYS = 8;

  private static final Logger LOGGER = LoggerFactory.getLogger("access");

  /** When a request began, on {@link System#nanoTime()}'s clock. */
  private record Began(long nanos) {}

  private final CapturedHeaders headers;

  AccessLog(CapturedHeaders headers) {
    this.headers = headers;
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof ServerRequestObservationContext;
  }

  @Override
  public void onStart(ServerRequestObservationContext context) {
    context.put(Began.class, new Began(System.nanoTime()));
  }

  @Override
  public void onStop(ServerRequestObservationContext context) {
    ServerHttpRequest request = context.getCarrier();
    if (request == null || !LOGGER.isInfoEnabled()) {
      return;
    }
    String method = request.getMethod().name();
    String path = shorten(request.getPath().value());
    List<KeyValuePair> keys = new ArrayList<>(MOST_KEYS);
    keys.add(new KeyValuePair("method", method));
    keys.add(new KeyValuePair("path", path));
    if (context.getPathPattern() != null) {
      keys.add(new KeyValuePair("route", context.getPathPattern()));
    }
    outcome(keys, context);
    keys.add(new KeyValuePair("duration_ms", millis(context)));
    headers.forEach(context, (key, value) -> keys.add(new KeyValuePair(key, value)));
    LoggingEventBuilder line = RequestTrace.name(LOGGER.atInfo(), context);
    for (KeyValuePair key : keys) {
      line = line.addKeyValue(key.key, key.value);
    }
    line.log(method + " " + path);
  }

  private static double millis(ServerRequestObservationContext context) {
    Began began = context.getRequired(Began.class);
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began.nanos());
    return micros / 1_000d;
  }

  private static void outcome(List<KeyValuePair> keys, ServerRequestObservationContext context) {
    HttpStatusCode status =
        context.getResponse() == null ? null : context.getResponse().getStatusCode();
    if (status != null) {
      keys.add(new KeyValuePair("status", status.value()));
    }
    if (context.isConnectionAborted()) {
      keys.add(new KeyValuePair("aborted", true));
    }
  }

  /** By whole segments: of half a card number or address nobody could tell what it is. */
  private static String shorten(String path) {
    return path.length() <= MAX_PATH
        ? path
        : path.substring(0, path.lastIndexOf('/', MAX_PATH) + 1);
  }
}
