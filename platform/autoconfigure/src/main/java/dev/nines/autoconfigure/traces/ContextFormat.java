package dev.nines.autoconfigure.traces;

import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.contrib.awsxray.propagator.AwsXrayPropagator;
import io.opentelemetry.extension.trace.propagation.B3Propagator;
import io.opentelemetry.extension.trace.propagation.JaegerPropagator;
import io.opentelemetry.extension.trace.propagation.OtTracePropagator;

/** How a trace's context travels in headers. */
public enum ContextFormat {
  /**
   * {@code traceparent}, {@code tracestate} of <a
   * href="https://www.w3.org/TR/trace-context/">W3C</a>.
   */
  W3C,
  /**
   * {@code baggage} of <a href="https://www.w3.org/TR/baggage/">W3C</a>; makes no trace by itself.
   */
  BAGGAGE,
  /**
   * {@code b3} of <a href="https://github.com/openzipkin/b3-propagation">Zipkin</a>. Read where
   * {@link #B3_MULTI} is, too.
   */
  B3,
  /** {@code x-b3-traceid} and its like of Zipkin. Read where {@link #B3} is, too. */
  B3_MULTI,
  /** {@code uber-trace-id} of Jaeger's former clients. */
  JAEGER,
  /** {@code x-amzn-trace-id} of AWS X-Ray and of AWS' load balancers. */
  XRAY,
  /**
   * {@code ot-tracer-traceid} and its like of OpenTracing. Carries a trace id's lower half alone.
   */
  OTTRACE;

  // OpenTelemetry calls Jaeger's and OpenTracing's formats things of the past; who still gets them
  // can't wait.
  @SuppressWarnings("deprecation")
  TextMapPropagator propagator() {
    return switch (this) {
      case W3C -> W3CTraceContextPropagator.getInstance();
      case BAGGAGE -> W3CBaggagePropagator.getInstance();
      case B3 -> B3Propagator.injectingSingleHeader();
      case B3_MULTI -> B3Propagator.injectingMultiHeaders();
      case JAEGER -> JaegerPropagator.getInstance();
      case XRAY -> AwsXrayPropagator.getInstance();
      case OTTRACE -> OtTracePropagator.getInstance();
    };
  }
}
