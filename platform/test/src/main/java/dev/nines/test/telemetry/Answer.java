package dev.nines.test.telemetry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What came of a call.
 *
 * @param format in which the call told of its trace
 * @param traceId as the service must have it, 32 hexadecimal digits
 * @param parentId of the span that the call said it came from, 16 hexadecimal digits
 * @param status of the answer
 * @param sent when the call was sent
 * @param received when all of the answer was there
 */
record Answer(
    Call call,
    TraceHeaders format,
    String traceId,
    String parentId,
    int status,
    Instant sent,
    Instant received) {
  /** The same, of a call for which it was right: also if it never came as far as a route. */
  Answer asExpected() {
    Call other = status == call.status() ? call : call.answered(status).withoutRoute();
    return new Answer(other, format, traceId, parentId, status, sent, received);
  }

  /** Whether the service was at it; a line's time, unlike ours, has milliseconds only. */
  boolean isUnderWay(Instant time) {
    return !time.isBefore(sent.truncatedTo(ChronoUnit.MILLIS)) && !time.isAfter(received);
  }

  boolean isServerError() {
    return status >= 500;
  }
}
