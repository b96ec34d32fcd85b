package dev.nines.test.telemetry;

import com.google.protobuf.ByteString;
import dev.nines.otlp.ReceivedSpan;
import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.OpenSloReader;
import dev.nines.slo.openslo.Reading;
import dev.nines.slo.openslo.Source;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a service with a database shows that calls another and of which nothing is wrong. */
final class Sample {
  static final String TRACE = "a".repeat(32);
  static final String FAILED = "b".repeat(32);
  static final String PARENT = "1".repeat(16);
  static final String CLIENT = "0".repeat(14) + "03";

  static final String COMMON = "service=\"shop\",env=\"test\",version=\"1\"";

  /** A label of each series of requests. */
  static final String URI = ",uri=\"/items/{id}\"";

  private static final String COUNTED =
      """
      nines_spans_total{COMMON,outcome="failed"} 0
      nines_logs_dropped_total{COMMON} 0
      purchases_total{COMMON,status="success"} 0
      purchases_total{COMMON,status="failed"} 0
      """
          .replace("COMMON", COMMON);

  private static final String SLO =
      """
      apiVersion: openslo/v1
      kind: Service
      metadata: {name: shop}
      spec: {}
      ---
      apiVersion: openslo/v1
      kind: SLO
      metadata: {name: shop-latency}
      spec:
        service: shop
        indicator:
          metadata: {name: shop-latency}
          spec:
            ratioMetric:
              counter: true
              good:
                metricSource:
                  type: Prometheus
                  spec: {query: 'http_server_requests_seconds_bucket{uri="/items/{id}",le="0.2"}'}
              total:
                metricSource:
                  type: Prometheus
                  spec: {query: 'http_server_requests_seconds_count{uri="/items/{id}"}'}
        timeWindow: [{duration: 7d, isRolling: true}]
        budgetingMethod: Occurrences
        objectives: [{target: 0.95}]
      ---
      apiVersion: openslo/v1
      kind: SLO
      metadata: {name: shop-purchases}
      spec:
        service: shop
        indicator:
          metadata: {name: shop-purchases}
          spec:
            ratioMetric:
              counter: true
              good:
                metricSource:
                  type: Prometheus
                  spec: {query: 'purchases_total{status="success"}'}
              total:
                metricSource:
                  type: Prometheus
                  spec: {query: 'purchases_total{status=~"success|failed"}'}
        timeWindow: [{duration: 7d, isRolling: true}]
        budgetingMethod: Occurrences
        objectives: [{target: 0.95}]
      """;

  private Sample() {}

  static Evidence evidence() {
    Call call = Call.get("/items/7", "/items/{id}");
    return new Evidence(
        "shop",
        "dev.shop",
        Exposition.parse(metrics()),
        Exposition.parse(metrics()),
        Exposition.parse(metrics()),
        List.of(answer(call, TRACE, PARENT, 200), answer(call.answered(500), FAILED, PARENT, 500)),
        List.of(
            server(TRACE, "01", "200"),
            server(FAILED, "02", "500"),
            client(TRACE, "03", "01", "peer", "stock"),
            client(TRACE, "04", "01", "r2dbc.query[0]", "SELECT 1")),
        Stream.concat(
                Stream.of(TRACE, FAILED).map(Sample::line),
                Stream.of(line("export-1", "io.exporter"), before(line("t-2", "dev.shop.Start"))))
            .toList(),
        List.of(sentOn()),
        List.of("canary"),
        slos());
  }

  static Answer answer(Call call, String trace, String parent, int status) {
    return new Answer(
        call,
        TraceHeaders.W3C,
        trace,
        parent,
        status,
        Instant.parse("2026-01-02T03:04:05.678901Z"),
        Instant.parse("2026-01-02T03:04:05.700Z"));
  }

  /** All golden signals, an exemplar, and enough series to be a scrape. */
  static String metrics() {
    String families =
        GoldenSignal.ALL.stream()
            .flatMap(signal -> signal.series().stream())
            .collect(Collectors.groupingBy(Sample::family))
            .entrySet()
            .stream()
            .map(family -> text(family.getKey(), family.getValue()))
            .collect(Collectors.joining());
    return families + COUNTED + "# EOF\n";
  }

  private static String family(GoldenSignal.Series series) {
    return series.name().replaceFirst("_(total|count|sum|bucket)$", "");
  }

  private static String text(String family, List<GoldenSignal.Series> series) {
    String samples =
        series.stream()
            .map(each ->
                "%s{%s%s%s%s} 0%s\n"
                    .formatted(
                        each.name(),
                        COMMON,
                        family.startsWith("http_server") ? URI : "",
                        each.name().endsWith("_bucket") ? ",le=\"0.2\"" : "",
                        each.labels().entrySet().stream()
                            .map(label -> ",%s=\"%s\"".formatted(label.getKey(), label.getValue()))
                            .collect(Collectors.joining()),
                        each.name().endsWith("_bucket")
                            ? " # {trace_id=\"" + TRACE + "\"} 0.1"
                            : ""))
            .distinct()
            .collect(Collectors.joining());
    return "# TYPE %s %s\n# HELP %s Counts %s\n%s"
        .formatted(family, series.getFirst().type(), family, series.getFirst().unit(), samples);
  }

  static ReceivedSpan server(String trace, String id, String status) {
    Span.Builder span =
        span(trace, id, PARENT, Span.SpanKind.SPAN_KIND_SERVER)
            .setName("http get /items/{id}")
            .addAttributes(attribute("uri", "/items/{id}"))
            .addAttributes(attribute("status", status));
    if (status.startsWith("5")) {
      span.setStatus(Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR));
    }
    return new ReceivedSpan(Map.of("service.name", "shop"), span.build());
  }

  static ReceivedSpan client(String trace, String id, String parent, String key, String value) {
    return new ReceivedSpan(
        Map.of("service.name", "shop"),
        span(trace, id, "00000000000000" + parent, Span.SpanKind.SPAN_KIND_CLIENT)
            .setName("call")
            .addAttributes(attribute(key, value))
            .build());
  }

  private static Span.Builder span(String trace, String id, String parent, Span.SpanKind kind) {
    return Span.newBuilder()
        .setTraceId(bytes(trace))
        .setSpanId(bytes("00000000000000" + id))
        .setParentSpanId(bytes(parent))
        .setKind(kind);
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }

  private static KeyValue attribute(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  static String line(String trace) {
    return """
    {"ts":"2026-01-02T03:04:05.678Z","level":"info","service":"shop","env":"test","version":"1","logger":"access",\
    "thread":"t-1","message":"GET /items/{id}","trace_id":"%s","span_id":"%s","status":200}\
    """
        .formatted(trace, PARENT);
  }

  /** Of no trace. */
  static String line(String thread, String logger) {
    return """
    {"ts":"2026-01-02T03:04:05.678Z","level":"info","service":"shop","env":"test","version":"1","logger":"%s",\
    "thread":"%s","message":"hello"}\
    """
        .formatted(logger, thread);
  }

  private static String before(String line) {
    return line.replace("05.678Z", "05.677Z");
  }

  static Map<String, String> sentOn() {
    return Stream.concat(
            Stream.of(TraceHeaders.values())
                .flatMap(format -> format.of(TRACE, CLIENT).entrySet().stream()),
            Stream.of(Map.entry("baggage", Probe.BAGGAGE)))
        .collect(
            Collectors.toMap(
                header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue));
  }

  private static List<Slo> slos() {
    Reading reading = new OpenSloReader().read(List.of(new Source("slo/shop.yaml", SLO)));
    return switch (reading) {
      case Reading.Read read -> read.slos();
      case Reading.Rejected rejected -> throw new AssertionError(rejected.problems());
    };
  }
}
