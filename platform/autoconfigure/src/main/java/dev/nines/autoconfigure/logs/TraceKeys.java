package dev.nines.autoconfigure.logs;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * The trace and span that a log event belongs to; null outside of any.
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 */
record TraceKeys(@Nullable String traceId, @Nullable String spanId) {
  static final String TRACE_ID = "trace_id";
  static final String SPAN_ID = "span_id";

  /** Micrometer's names of the two in the MDC. */
  private static final String MDC_TRACE_ID = "traceId";

  private static final String MDC_SPAN_ID = "spanId";
  private static final Set<String> ALL = Set.of(TRACE_ID, SPAN_ID, MDC_TRACE_ID, MDC_SPAN_ID);

  static boolean contain(String key) {
    return ALL.contains(key);
  }

  /** An event's own keys go before the MDC: an event may be written after its span was left. */
  static TraceKeys of(ILoggingEvent event) {
    return new TraceKeys(find(event, TRACE_ID, MDC_TRACE_ID), find(event, SPAN_ID, MDC_SPAN_ID));
  }

  private static @Nullable String find(ILoggingEvent event, String own, String mdc) {
    if (event.getKeyValuePairs() != null) {
      for (KeyValuePair pair : event.getKeyValuePairs()) {
        if (pair.key.equals(own) && pair.value != null) {
          return pair.value.toString();
        }
      }
    }
    return event.getMDCPropertyMap().get(mdc);
  }
}
