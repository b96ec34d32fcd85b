package dev.nines.cli.topology;

import com.google.protobuf.ByteString;
import dev.nines.otlp.ReceivedSpan;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Makes the spans of a trace as instrumented services do. */
final class Spans {
  static final long ROOT = 0;

  private final long trace;
  private final List<ReceivedSpan> all = new ArrayList<>();

  Spans(long trace) {
    this.trace = trace;
  }

  List<ReceivedSpan> all() {
    return List.copyOf(all);
  }

  /** The id of a new span. */
  long server(String service, long parent, int millis) {
    return add(service, parent, Span.SpanKind.SPAN_KIND_SERVER, millis, Map.of());
  }

  long client(String service, long parent, int millis, Map<String, String> attributes) {
    return add(service, parent, Span.SpanKind.SPAN_KIND_CLIENT, millis, attributes);
  }

  long internal(String service, long parent) {
    return add(service, parent, Span.SpanKind.SPAN_KIND_INTERNAL, 1, Map.of());
  }

  private long add(
      String service, long parent, Span.SpanKind kind, int millis, Map<String, String> attributes) {
    long id = all.size() + 1L;
    Span.Builder span =
        Span.newBuilder()
            .setTraceId(bytes(16, trace))
            .setSpanId(bytes(8, id))
            .setKind(kind)
            .setStartTimeUnixNano(1)
            .setEndTimeUnixNano(1 + TimeUnit.MILLISECONDS.toNanos(millis));
    if (parent != ROOT) {
      span.setParentSpanId(bytes(8, parent));
    }
    attributes.forEach((key, value) ->
        span.addAttributes(
            KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))));
    all.add(new ReceivedSpan(Map.of("service.name", service), span.build()));
    return id;
  }

  private static ByteString bytes(int size, long number) {
    return ByteString.copyFrom(
        ByteBuffer.allocate(size).putLong(size - Long.BYTES, number).array());
  }
}
