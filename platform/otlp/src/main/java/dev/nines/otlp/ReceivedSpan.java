package dev.nines.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A span and who made it.
 *
 * @param resource the maker's attributes, as text, such as {@code service.name}
 * @param span as it came
 */
public record ReceivedSpan(Map<String, String> resource, Span span) {
  public ReceivedSpan {
    resource = Map.copyOf(resource);
  }

  /** The service's name; empty if its resource has none. */
  public String service() {
    return resource.getOrDefault("service.name", "");
  }

  /** 32 hexadecimal digits. */
  public String traceId() {
    return hex(span.getTraceId());
  }

  /** 16 hexadecimal digits. */
  public String spanId() {
    return hex(span.getSpanId());
  }

  /** 16 hexadecimal digits; empty for a root. */
  public String parentId() {
    return hex(span.getParentSpanId());
  }

  public boolean isServer() {
    return span.getKind() == Span.SpanKind.SPAN_KIND_SERVER;
  }

  public boolean isError() {
    return span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
  }

  /** Its attributes, as text. */
  public Map<String, String> attributes() {
    return texts(span.getAttributesList());
  }

  static Map<String, String> texts(List<KeyValue> attributes) {
    Map<String, String> texts = new HashMap<>();
    attributes.forEach(attribute -> texts.put(attribute.getKey(), text(attribute.getValue())));
    return texts;
  }

  private static String text(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case INT_VALUE -> Long.toString(value.getIntValue());
      case DOUBLE_VALUE -> Double.toString(value.getDoubleValue());
      case ARRAY_VALUE, KVLIST_VALUE, BYTES_VALUE, VALUE_NOT_SET -> value.toString();
    };
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
