package dev.nines.test.telemetry;

import java.util.Locale;
import java.util.Map;

/**
 * The formats in which a trace's context travels, as their own specifications write them. Not by
 * the library that the service uses, which would agree with itself.
 */
enum TraceHeaders {
  W3C("traceparent") {
    @Override
    Map<String, String> of(String trace, String span) {
      return Map.of("traceparent", "00-" + trace + "-" + span + "-01");
    }
  },
  B3("b3") {
    @Override
    Map<String, String> of(String trace, String span) {
      return Map.of("b3", trace + "-" + span + "-1");
    }
  },
  B3_MULTI("x-b3-traceid") {
    @Override
    Map<String, String> of(String trace, String span) {
      return Map.of("X-B3-TraceId", trace, "X-B3-SpanId", span, "X-B3-Sampled", "1");
    }
  },
  JAEGER("uber-trace-id") {
    @Override
    Map<String, String> of(String trace, String span) {
      return Map.of("uber-trace-id", trace + ":" + span + ":0:1");
    }
  },
  XRAY("x-amzn-trace-id") {
    @Override
    Map<String, String> of(String trace, String span) {
      return Map.of(
          "X-Amzn-Trace-Id",
          "Root=1-%s-%s;Parent=%s;Sampled=1"
              .formatted(trace.substring(0, 8), trace.substring(8), span));
    }

    @Override
    String inHeader(String trace) {
      return trace.substring(8);
    }
  },
  OTTRACE("ot-tracer-traceid") {
    @Override
    Map<String, String> of(String trace, String span) {
      return Map.of(
          "ot-tracer-traceid",
          inHeader(trace),
          "ot-tracer-spanid",
          span,
          "ot-tracer-sampled",
          "true");
    }

    @Override
    String inHeader(String trace) {
      return trace.substring(16);
    }

    @Override
    String read(String trace) {
      return "0".repeat(16) + inHeader(trace);
    }
  };

  private final String header;

  TraceHeaders(String header) {
    this.header = header;
  }

  /** Headers of a request from a sampled span. */
  abstract Map<String, String> of(String trace, String span);

  /** As much of a trace's id as the header shows in one piece. */
  String inHeader(String trace) {
    return trace;
  }

  /** The trace's id as who reads the headers has it. */
  String read(String trace) {
    return trace;
  }

  /** Whether a request's headers, by names in lower case, tell of the trace. */
  boolean tell(Map<String, String> headers, String trace) {
    return headers.getOrDefault(header, "").toLowerCase(Locale.ROOT).contains(inHeader(trace));
  }
}
