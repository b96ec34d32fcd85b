package dev.nines.autoconfigure.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.otlp.KeptSpans;
import dev.nines.otlp.OtlpReceiver;
import dev.nines.otlp.ReceivedSpan;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A service that calls another: what the other gets, against the spans that the collector gets. */
class ServiceClientTests {
  private static final String PARENT = "00f067aa0ba902b7";
  private static final AtomicLong NEXT = new AtomicLong(0x8448eb211c803190L);
  private static final Queue<Map<String, String>> TOLD = new ConcurrentLinkedQueue<>();
  private static final KeptSpans SPANS = new KeptSpans();

  private static OtlpReceiver collector;
  private static DisposableServer other;
  private static RunningService service;

  @BeforeAll
  static void start() throws IOException {
    collector = new OtlpReceiver(0, SPANS);
    other =
        HttpServer.create()
            .host("127.0.0.1")
            .handle((request, response) -> {
              TOLD.add(
                  request.requestHeaders().entries().stream()
                      .collect(
                          Collectors.toMap(
                              header -> header.getKey().toLowerCase(Locale.ROOT),
                              Map.Entry::getValue)));
              return response.sendString(Mono.just("told"));
            })
            .bindNow();
    service =
        RunningService.start(
            Caller.class,
            "other=http://127.0.0.1:" + other.port(),
            "nines.otlp.endpoint=" + collector.endpoint(),
            "nines.propagation.produce=w3c,baggage,b3,b3-multi,jaeger,xray,ottrace",
            "management.opentelemetry.tracing.export.schedule-delay=50ms");
  }

  @AfterAll
  static void stop() {
    service.close();
    other.disposeNow();
    collector.close();
  }

  /** As the formats' own specifications have it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          traceparent       | 00-{trace}-{span}-01
          baggage           | tenant=t1
          b3                | {trace}-{span}-1
          x-b3-traceid      | {trace}
          x-b3-spanid       | {span}
          x-b3-sampled      | 1
          uber-trace-id     | {trace}:{span}:0:1
          x-amzn-trace-id   | Root=1-{epoch}-{unique};Parent={span};Sampled=1
          ot-tracer-traceid | {lower}
          ot-tracer-spanid  | {span}
          ot-tracer-sampled | true
          """)
  void request_tellsOfTheClientSpanThatIsExported_inEachFormat(String header, String value) {
    String trace = madeUp();

    Map<String, String> told = call(trace, "01");

    assertThat(told).containsEntry(header, filled(value, trace, clientSpan(trace).spanId()));
  }

  @Test
  void request_saysInEachFormatThatItsSpanIsNotSampled() {
    Map<String, String> told = call(madeUp(), "00");

    assertThat(told.get("traceparent")).endsWith("-00");
    assertThat(told.get("b3")).endsWith("-0");
    assertThat(told).containsEntry("x-b3-sampled", "0").containsEntry("ot-tracer-sampled", "false");
    assertThat(told.get("uber-trace-id")).endsWith(":0");
    assertThat(told.get("x-amzn-trace-id")).contains(";Sampled=0");
  }

  /** What the other service was told when ours was asked. */
  private static Map<String, String> call(String trace, String flags) {
    String traceparent = "00-" + trace + "-" + PARENT + "-" + flags;
    assertThat(service.get("/call", "traceparent", traceparent, "baggage", "tenant=t1").body())
        .isEqualTo("told");
    return Objects.requireNonNull(TOLD.poll());
  }

  /** The other's parent, in the trace that came in. */
  private static ReceivedSpan clientSpan(String trace) {
    await().until(() -> SPANS.trace(trace).stream().anyMatch(ReceivedSpan::isServer));
    ReceivedSpan server = span(trace, Span.SpanKind.SPAN_KIND_SERVER);
    ReceivedSpan client = span(trace, Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(server.parentId()).isEqualTo(PARENT);
    assertThat(client.parentId()).isEqualTo(server.spanId());
    return client;
  }

  private static ReceivedSpan span(String trace, Span.SpanKind kind) {
    return SPANS.trace(trace).stream()
        .filter(span -> span.span().getKind() == kind)
        .findFirst()
        .orElseThrow();
  }

  private static String filled(String template, String trace, String span) {
    return template
        .replace("{trace}", trace)
        .replace("{epoch}", trace.substring(0, 8))
        .replace("{unique}", trace.substring(8))
        .replace("{lower}", trace.substring(16))
        .replace("{span}", span);
  }

  private static String madeUp() {
    return "0af7651916cd43dd%016x".formatted(NEXT.incrementAndGet());
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class Caller {
    @RestController
    static class Handlers {
      private final WebClient client;

      Handlers(WebClient.Builder builder, @Value("${other}") String other) {
        client = builder.baseUrl(other).build();
      }

      @GetMapping("/call")
      Mono<String> call() {
        return client.get().uri("/told").retrieve().bodyToMono(String.class);
      }
    }
  }
}
