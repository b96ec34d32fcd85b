package dev.nines.autoconfigure.logs;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/**
 * Names a request's trace on a line of the log, wherever the line is written: the MDC has it only
 * where the thread is in the request's scope, which with {@code
 * spring.reactor.context-propagation=limited} is hardly anywhere.
 */
public final class RequestTrace {
  private RequestTrace() {}

  /** The line with the ids of the trace and of the request's span, where there are such. */
  public static LoggingEventBuilder name(LoggingEventBuilder line, ServerWebExchange exchange) {
    return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
        .map(context -> name(line, context))
        .orElse(line);
  }

  static LoggingEventBuilder name(
      LoggingEventBuilder line, ServerRequestObservationContext context) {
    @Nullable TracingContext tracing = context.get(TracingContext.class);
    @Nullable Span span = tracing == null ? null : tracing.getSpan();
    if (span == null) {
      return line;
    }
    TraceContext trace = span.context();
    return line.addKeyValue(TraceKeys.TRACE_ID, trace.traceId())
        .addKeyValue(TraceKeys.SPAN_ID, trace.spanId());
  }
}
