package dev.nines.autoconfigure.masking;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.nines.autoconfigure.logs.FlatEvent;
import dev.nines.autoconfigure.masking.policy.Signal;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import net.logstash.logback.encoder.LoggingEventCompositeJsonEncoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.slf4j.event.KeyValuePair;

/** What masking costs, on the threads that write logs and export spans. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MaskBenchmark {
  private static final String TYPICAL =
      "Order 01991f5e-7e3c-7abc-8def-1234567890ab of customer c-4711 was placed in 12 ms, 3 items, total 129.90 EUR";
  private static final String SECRET =
      "login of bob@example.com with password=hunter2 and card 4111 1111 1111 1111 at 10.0.0.1";
  private static final String JSON =
      "{\"user_id\":\"u-4711\",\"items\":[{\"sku\":\"tea\",\"n\":2},{\"sku\":\"cup\",\"n\":1}],\"zip\":\"12345\"}";

  private final Mask defaults = Mask.ofDefaults(Signal.LOGS);
  private final Mask policy =
      Masks.logs("body.user_id hash-sha256", "body.**.zip redact", "headers.x-tenant redact");
  private final LoggingEventCompositeJsonEncoder encoder = new LoggingEventCompositeJsonEncoder();
  private ILoggingEvent access = new LoggingEvent();
  private String stack = "";
  private final SpanData span = spanData();

  public static void main(String... arguments) throws Exception {
    new Runner(new OptionsBuilder().include(MaskBenchmark.class.getName()).build()).run();
  }

  private static SpanData spanData() {
    try (SdkTracerProvider tracers = SdkTracerProvider.builder().build()) {
      Span span =
          tracers
              .get("test")
              .spanBuilder("http get /orders/{id}")
              .setAttribute("method", "GET")
              .setAttribute("uri", "/orders/{id}")
              .setAttribute("http.url", "/orders/" + new UUID(1, 2))
              .setAttribute("status", "200")
              .setAttribute("outcome", "SUCCESS")
              .setAttribute("exception", "none")
              .startSpan();
      span.end();
      return ((ReadableSpan) span).toSpanData();
    }
  }

  @Setup
  public void events() {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    encoder.setContext(context);
    encoder.getProviders().addProvider(new FlatEvent());
    encoder.start();
    Logger logger = context.getLogger("access");
    LoggingEvent event = new LoggingEvent("", logger, Level.INFO, "GET /orders/1", null, null);
    event.setMDCPropertyMap(Map.of("traceId", "a".repeat(32), "spanId", "b".repeat(16)));
    event.setKeyValuePairs(
        List.of(
            new KeyValuePair("method", "GET"),
            new KeyValuePair("path", "/orders/" + new UUID(1, 2)),
            new KeyValuePair("route", "/orders/{id}"),
            new KeyValuePair("status", 200),
            new KeyValuePair("duration_ms", 1.234),
            new KeyValuePair("trace_id", "a".repeat(32)),
            new KeyValuePair("span_id", "b".repeat(16))));
    access = event;
    StringBuilder text = new StringBuilder("java.lang.IllegalStateException: gone\n");
    while (text.length() < Mask.MAX_TEXT) {
      text.append("\tat dev.nines.order.OrderStore.find(OrderStore.java:123)\n");
    }
    stack = text.toString();
  }

  @Benchmark
  public String typicalText() {
    return defaults.text(TYPICAL);
  }

  @Benchmark
  public String typicalText_policy() {
    return policy.text(TYPICAL);
  }

  @Benchmark
  public String textWithThreeSecrets() {
    return defaults.text(SECRET);
  }

  @Benchmark
  public String jsonText_policy() {
    return policy.text(JSON);
  }

  @Benchmark
  public String stackOf16K() {
    return defaults.text(stack);
  }

  @Benchmark
  public SpanData spanOfARequest() {
    return MaskedSpan.of(span, defaults);
  }

  @Benchmark
  public byte[] accessLine_encoded() {
    return encoder.encode(access);
  }
}
