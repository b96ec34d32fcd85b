package dev.nines.autoconfigure.traces;

import io.micrometer.observation.transport.SenderContext;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.PropagatingSenderTracingObservationHandler;
import io.micrometer.tracing.propagation.Propagator;

/** Spans of calls to others. As those of requests, what is not sampled gets no tags. */
final class ClientSpans<T extends SenderContext<?>>
    extends PropagatingSenderTracingObservationHandler<T> {
  ClientSpans(Tracer tracer, Propagator propagator) {
    super(tracer, propagator);
  }

  @Override
  public void tagSpan(T context, Span span) {
    if (!span.isNoop()) {
      super.tagSpan(context, span);
    }
  }
}
