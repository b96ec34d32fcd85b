package dev.nines.test.telemetry;

/**
 * What came of a call.
 *
 * @param format in which the call told of its trace
 * @param traceId as the service must have it, 32 hexadecimal digits
 * @param parentId of the span that the call said it came from, 16 hexadecimal digits
 * @param status of the answer
 */
record Answer(Call call, TraceHeaders format, String traceId, String parentId, int status) {
  /** The same, of a call for which it was right. */
  Answer asExpected() {
    return new Answer(call.answered(status), format, traceId, parentId, status);
  }

  boolean isServerError() {
    return status >= 500;
  }
}
