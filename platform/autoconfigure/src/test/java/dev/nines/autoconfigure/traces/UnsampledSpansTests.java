package dev.nines.autoconfigure.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnsampledSpansTests {
  private final List<ReadableSpan> sampled = new ArrayList<>();

  @Test
  void sampledSpans_haveTags() {
    Request request = new Request();
    Call call = new Call();

    observe(new Spans(Sampler.alwaysOn()).ofRequests(), request);
    observe(new Spans(Sampler.alwaysOn()).ofCalls(), call);

    assertThat(sampled)
        .hasSize(2)
        .allSatisfy(span ->
            assertThat(span.toSpanData().getAttributes().asMap().values()).contains("/items/1"));
  }

  @Test
  void others_haveIds_andTheirTagsAreNotRead() {
    Request request = new Request();
    Call call = new Call();

    observe(new Spans(Sampler.alwaysOff()).ofRequests(), request);
    observe(new Spans(Sampler.alwaysOff()).ofCalls(), call);

    assertThat(sampled).isEmpty();
    assertThat(request.reads + call.reads).isZero();
    assertThat(traceId(request)).hasSize(32).isNotEqualTo("0".repeat(32));
    // The last bit says sampled, the one before only that the id is random.
    assertThat(call.headers.get("traceparent")).contains(traceId(call)).containsPattern("-0[02]$");
  }

  private static <T extends Observation.Context> void observe(
      TracingObservationHandler<T> spans, T context) {
    context.setName("test");
    spans.onStart(context);
    context.addHighCardinalityKeyValue(KeyValue.of("http.url", "/items/1"));
    spans.onStop(context);
  }

  private static String traceId(Observation.Context context) {
    TracingContext tracing = context.getRequired(TracingContext.class);
    return tracing.getSpan().context().traceId();
  }

  private final class Spans {
    private final OtelTracer tracer;
    private final OtelPropagator propagator;

    Spans(Sampler sampler) {
      Tracer sdk =
          SdkTracerProvider.builder()
              .setSampler(sampler)
              .addSpanProcessor(new Kept())
              .build()
              .get("test");
      tracer = new OtelTracer(sdk, new OtelCurrentTraceContext(), _ -> {});
      propagator =
          new OtelPropagator(
              ContextPropagators.create(W3CTraceContextPropagator.getInstance()), sdk);
    }

    ServerSpans<Request> ofRequests() {
      return new ServerSpans<>(tracer, propagator);
    }

    ClientSpans<Call> ofCalls() {
      return new ClientSpans<>(tracer, propagator);
    }
  }

  private final class Kept implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      sampled.add(span);
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  private static final class Request extends ReceiverContext<Map<String, String>> {
    private int reads;

    Request() {
      super(Map::get, Kind.SERVER);
      setCarrier(new HashMap<>());
    }

    @Override
    public KeyValues getAllKeyValues() {
      reads++;
      return super.getAllKeyValues();
    }
  }

  private static final class Call extends SenderContext<Map<String, String>> {
    private final Map<String, String> headers = new HashMap<>();
    private int reads;

    Call() {
      super(Map::put, Kind.CLIENT);
      setCarrier(headers);
    }

    @Override
    public KeyValues getAllKeyValues() {
      reads++;
      return super.getAllKeyValues();
    }
  }
}
