package dev.nines.cli.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Serves requests with the tracing that real services have: OpenTelemetry's SDK and exporter. */
final class TracedService implements AutoCloseable {
  // It tells of each failed export, and some are to fail.
  private static final Logger SDK = Logger.getLogger("io.opentelemetry");

  static {
    SDK.setLevel(Level.OFF);
  }

  private final LongAdder ended = new LongAdder();
  private final List<SpanKey> served = new ArrayList<>();
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  TracedService(String endpoint, double sampling, int queue) {
    OtlpHttpSpanExporter exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(endpoint)
            .setTimeout(Duration.ofSeconds(1))
            .setRetryPolicy(null)
            .build();
    provider =
        SdkTracerProvider.builder()
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(sampling)))
            .addSpanProcessor(new Counting())
            .addSpanProcessor(
                BatchSpanProcessor.builder(exporter)
                    .setMaxQueueSize(queue)
                    .setMaxExportBatchSize(Math.min(queue, 512))
                    .setScheduleDelay(Duration.ofMillis(50))
                    .setExporterTimeout(Duration.ofSeconds(1))
                    .build())
            .build();
    tracer = provider.get("test");
  }

  private final class Counting implements SpanProcessor {
    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
      return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      if (span.getSpanContext().isSampled()) {
        ended.increment();
      }
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  /** So many requests, each with a span of the server and one within it. */
  void serve(int requests) {
    for (int i = 0; i < requests; i++) {
      serve(Context.root());
    }
  }

  /** A request whose caller never sends its own span. */
  void serveForStranger(String trace) {
    SpanContext stranger =
        SpanContext.createFromRemoteParent(
            trace, "f".repeat(16), TraceFlags.getSampled(), TraceState.getDefault());
    serve(Context.root().with(Span.wrap(stranger)));
  }

  private void serve(Context caller) {
    Span server =
        tracer.spanBuilder("GET").setSpanKind(SpanKind.SERVER).setParent(caller).startSpan();
    served.add(
        SpanKey.parse(server.getSpanContext().getTraceId(), server.getSpanContext().getSpanId()));
    tracer.spanBuilder("query").setParent(caller.with(server)).startSpan().end();
    server.end();
  }

  /** Work that nobody asked for. */
  void tidyUp() {
    tracer.spanBuilder("query").setSpanKind(SpanKind.CLIENT).setNoParent().startSpan().end();
  }

  void flush() {
    CompletableResultCode flushed = provider.forceFlush();
    flushed.join(30, TimeUnit.SECONDS);
  }

  ServiceRecord record(String name) {
    long spans = ended.sum();
    return new ServiceRecord(
        name, new Counters(served.size(), spans, 0, 0, Duration.ZERO), served, false);
  }

  @Override
  public void close() {
    provider.close();
  }
}
