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
}
