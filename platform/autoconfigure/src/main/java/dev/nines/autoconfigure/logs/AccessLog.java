package dev.nines.autoconfigure.logs;

import dev.nines.autoconfigure.capture.CapturedHeaders;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    LoggingEventBuilder line =
        RequestTrace.name(LOGGER.atInfo(), context)
            .addKeyValue("method", method)
            .addKeyValue("path", path);
    if (context.getPathPattern() != null) {
      line = line.addKeyValue("route", context.getPathPattern());
    }
    LoggingEventBuilder whole = outcome(line, context).addKeyValue("duration_ms", millis(context));
    headers.forEach(
        context,
        (key, value) -> {
          var _ = whole.addKeyValue(key, value);
        });
    whole.log(method + " " + path);
  }

  private static double millis(ServerRequestObservationContext context) {
    Began began = context.getRequired(Began.class);
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began.nanos());
    return micros / 1_000d;
  }

  private static LoggingEventBuilder outcome(
      LoggingEventBuilder line, ServerRequestObservationContext context) {
    HttpStatusCode status =
        context.getResponse() == null ? null : context.getResponse().getStatusCode();
    LoggingEventBuilder told = status == null ? line : line.addKeyValue("status", status.value());
    return context.isConnectionAborted() ? told.addKeyValue("aborted", true) : told;
  }

  /** By whole segments: of half a card number or address nobody could tell what it is. */
  private static String shorten(String path) {
    return path.length() <= MAX_PATH
        ? path
        : path.substring(0, path.lastIndexOf('/', MAX_PATH) + 1);
  }
}
