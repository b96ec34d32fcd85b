package dev.nines.autoconfigure.traces;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsPropagatorTests {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final TextMapGetter<Map<String, String>> GETTER =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
          return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
          return carrier == null ? null : carrier.get(key);
        }
      };

  /** Headers as the formats' own specifications have them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          W3C      | traceparent: 00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01
          B3       | b3: 0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-1
          B3_MULTI | X-B3-TraceId: 0af7651916cd43dd8448eb211c80319c & X-B3-SpanId: 00f067aa0ba902b7 & X-B3-Sampled: 1
          JAEGER   | uber-trace-id: 0af7651916cd43dd8448eb211c80319c:00f067aa0ba902b7:0:1
          XRAY     | X-Amzn-Trace-Id: Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=00f067aa0ba902b7;Sampled=1
          OTTRACE  | ot-tracer-traceid: 8448eb211c80319c & ot-tracer-spanid: 00f067aa0ba902b7 & ot-tracer-sampled: true
          """)
  void format_isReadAndWritten_asSpecified(ContextFormat format, String text) {
    Map<String, String> headers = headers(text);
    FormatsPropagator propagator = propagator(List.of(format), List.of(format));

    SpanContext parent = parent(propagator, headers);

    assertThat(parent.getTraceId()).endsWith(TRACE.substring(16)).hasSize(32);
    assertThat(parent.getSpanId()).isEqualTo(SPAN);
    assertThat(parent.isSampled()).isTrue();
    assertThat(written(propagator)).isEqualTo(headers);
  }

  @Test
  void baggage_isReadAndWritten_whereItIsAskedFor() {
    FormatsPropagator with =
        propagator(List.of(ContextFormat.BAGGAGE), List.of(ContextFormat.BAGGAGE));
    FormatsPropagator without = propagator(List.of(ContextFormat.W3C), List.of(ContextFormat.W3C));
    Map<String, String> headers = Map.of("baggage", "tenant=t1");

    Context read = with.extract(Context.root(), headers, GETTER);

    assertThat(Baggage.fromContext(read).getEntryValue("tenant")).isEqualTo("t1");
    Map<String, String> written = new TreeMap<>();
    with.inject(read, written, Map::put);
    assertThat(written).isEqualTo(headers);
    assertThat(Baggage.fromContext(without.extract(Context.root(), headers, GETTER)).isEmpty())
        .isTrue();
  }

  @Test
  void baggageSwitchedOff_isInNoFormat() {
    List<ContextFormat> all = List.of(ContextFormat.values());

    PropagationProperties formats = new PropagationProperties(all, all).withoutBaggage();

    assertThat(formats.consume()).doesNotContain(ContextFormat.BAGGAGE).hasSize(all.size() - 1);
    assertThat(formats.produce()).isEqualTo(formats.consume());
  }

  @Test
  void firstFormatThatIsThere_isTheParent() {
    Map<String, String> headers =
        Map.of(
            "traceparent", "00-" + "1".repeat(32) + "-" + "1".repeat(16) + "-01",
            "b3", "2".repeat(32) + "-" + "2".repeat(16) + "-1");

    assertThat(parent(propagator(List.of(ContextFormat.B3, ContextFormat.W3C), List.of()), headers))
        .extracting(SpanContext::getTraceId)
        .isEqualTo("2".repeat(32));
    assertThat(
            parent(propagator(List.of(ContextFormat.JAEGER, ContextFormat.W3C), List.of()), headers)
                .getTraceId())
        .isEqualTo("1".repeat(32));
  }

  @Test
  void brokenHeader_isNoParent_andHidesNone() {
    Map<String, String> headers =
        Map.of("traceparent", "00-zz-1-01", "b3", "2".repeat(32) + "-" + "2".repeat(16) + "-1");
    FormatsPropagator propagator =
        propagator(List.of(ContextFormat.W3C, ContextFormat.B3), List.of());

    assertThat(parent(propagator, headers).getTraceId()).isEqualTo("2".repeat(32));
    assertThat(parent(propagator, Map.of("traceparent", "00-zz-1-01")).isValid()).isFalse();
  }

  @Test
  void oneTrace_goesOnInAllFormatsAtOnce() {
    List<ContextFormat> all = List.of(ContextFormat.values());
    FormatsPropagator propagator = propagator(all, all);

    Map<String, String> written = written(propagator);

    assertThat(propagator.fields()).containsAll(written.keySet()).doesNotHaveDuplicates();
    for (String header : List.of("traceparent", "b3", "X-B3-TraceId", "uber-trace-id")) {
      assertThat(written.get(header)).contains(TRACE);
    }
    assertThat(written.get("X-Amzn-Trace-Id")).contains("16cd43dd8448eb211c80319c");
    assertThat(written).containsEntry("ot-tracer-traceid", "8448eb211c80319c");
  }

  private static FormatsPropagator propagator(
      List<ContextFormat> consume, List<ContextFormat> produce) {
    return new FormatsPropagator(
        new PropagationProperties(consume, produce), TextMapPropagator.noop());
  }

  private static SpanContext parent(FormatsPropagator propagator, Map<String, String> headers) {
    return Span.fromContext(propagator.extract(Context.root(), headers, GETTER)).getSpanContext();
  }

  private static Map<String, String> written(FormatsPropagator propagator) {
    SpanContext span =
        SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault());
    Map<String, String> headers = new TreeMap<>();
    propagator.inject(Context.root().with(Span.wrap(span)), headers, Map::put);
    return headers;
  }

  private static Map<String, String> headers(String text) {
    return Arrays.stream(text.split(" & "))
        .map(header -> header.split(": ", 2))
        .collect(Collectors.toMap(parts -> parts[0].strip(), parts -> parts[1].strip()));
  }
}
