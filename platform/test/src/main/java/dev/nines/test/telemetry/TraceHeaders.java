package dev.nines.test.telemetry;

import java.util.Locale;
import java.util.Map;

/**
 * The formats in which a trace's context travels, as their own specifications write them. Not by
 * the library that the service uses, which would agree with itself.
 */
enum TraceHeaders {
  W3C {
    @Override
    Map<String, String> of(String trace, String span) {
      return Map.of("traceparent", "00-" + trace + "-" + span + "-01");
    }
  },
  B3 {
    @Override
    Map<String, String> of(String trace, String span) {
      return Map.of("b3", trace + "-" + span + "-1");
    }
  },
  B3_MULTI {
    @Override
    Map<String, String> of(String trace, String span) {
      return Map.of("X-B3-TraceId", trace, "X-B3-SpanId", span, "X-B3-Sampled", "1");
    }
  },
  JAEGER {
    @Override
    Map<String, String> of(String trace, String span) {
      return Map.of("uber-trace-id", trace + ":" + span + ":0:1");
    }
  },
  XRAY {
    @Override
    Map<String, String> of(String trace, String span) {
      return Map.of(
          "X-Amzn-Trace-Id",
          "Root=1-%s-%s;Parent=%s;Sampled=1"
              .formatted(trace.substring(0, 8), trace.substring(8), span));
    }
  },
  OTTRACE {
    @Override
    Map<String, String> of(String trace, String span) {
      return Map.of(
          "ot-tracer-traceid",
          trace.substring(16),
          "ot-tracer-spanid",
          span,
          "ot-tracer-sampled",
          "true");
    }

    @Override
    String read(String trace) {
      return "0".repeat(16) + trace.substring(16);
    }
  };

  /** Headers of a request from a sampled span. */
  abstract Map<String, String> of(String trace, String span);

  /** The trace's id as who reads the headers has it. */
  String read(String trace) {
    return trace;
  }

  /** Whether a request's headers, by names in lower case, tell that it is a sampled span's. */
  boolean tell(Map<String, String> headers, String trace, String span) {
    return of(trace, span).entrySet().stream()
        .allMatch(header ->
            header.getValue().equals(headers.get(header.getKey().toLowerCase(Locale.ROOT))));
  }
}
