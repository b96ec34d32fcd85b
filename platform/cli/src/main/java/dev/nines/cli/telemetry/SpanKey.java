package dev.nines.cli.telemetry;

import java.util.HexFormat;

/**
 * A span's identity: no two spans of a trace have the same.
 *
 * @param span its 16 hexadecimal digits
 */
record SpanKey(TraceId trace, long span) {
  /**
   * @throws IllegalArgumentException if either is not as long as it should be, in hexadecimal
   *     digits
   */
  static SpanKey parse(String trace, String span) {
    return new SpanKey(TraceId.parse(trace), HexFormat.fromHexDigitsToLong(span));
  }

  SpanKey sibling(long other) {
    return new SpanKey(trace, other);
  }
}
