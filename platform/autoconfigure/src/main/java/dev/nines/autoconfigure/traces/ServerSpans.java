package dev.nines.autoconfigure.traces;

import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelSpan;
import io.micrometer.tracing.propagation.Propagator;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/**
 * Calls the span of a request an error if, and only if, the answer is a server's error. Spring and
 * Micrometer go by whether there was an exception: then a client who asks for what is not there
 * makes errors, all of which the sampling of traces keeps, and a 503 without one makes none.
 *
 * @see <a
 *     href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/#status">OpenTelemetry's
 *     status of HTTP spans</a>
 */
final class ServerSpans<T extends ReceiverContext<?>>
    extends PropagatingReceiverTracingObservationHandler<T> {
  ServerSpans(Tracer tracer, Propagator propagator) {
    super(tracer, propagator);
  }

  /** What is not sampled is not sent: nobody would read its tags. */
  @Override
  public void tagSpan(T context, Span span) {
    if (!span.isNoop()) {
      super.tagSpan(context, span);
    }
  }

  @Override
  public void onError(T context) {
    @Nullable HttpStatusCode status = status(context);
    if (status == null || status.is5xxServerError()) {
      super.onError(context);
    }
  }

  @Override
  public void customizeReceiverSpan(T context, Span span) {
    @Nullable HttpStatusCode status = status(context);
    if (context.getError() == null && status != null && status.is5xxServerError()) {
      OtelSpan.toOtel(span).setStatus(StatusCode.ERROR);
    }
    super.customizeReceiverSpan(context, span);
  }

  /** Null before there is an answer, and of what is no request. */
  private static @Nullable HttpStatusCode status(ReceiverContext<?> context) {
    return context instanceof ServerRequestObservationContext request
            && request.getResponse() != null
        ? request.getResponse().getStatusCode()
        : null;
  }
}
