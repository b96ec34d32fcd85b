package dev.nines.cli.telemetry;

import java.util.List;

/**
 * What a service says of itself, since its start, apart from its spans.
 *
 * @param served the server span of each request, sampled or not, by its access log
 * @param restarted whether it was started again meanwhile: then it has forgotten
 */
record ServiceRecord(String name, Counters counters, List<SpanKey> served, boolean restarted) {
  ServiceRecord {
    served = List.copyOf(served);
  }

  /** Whether its access log has just the requests that it has counted. */
  boolean complete() {
    return counters.requests() == served.size();
  }
}
