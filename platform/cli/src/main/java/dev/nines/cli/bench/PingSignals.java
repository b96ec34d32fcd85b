package dev.nines.cli.bench;

import dev.nines.cli.telemetry.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a server that tells everything told of the requests that it answered.
 *
 * @param requests that wrk had answers to, those before what counts as well
 * @param inFlight at most so many more had none when wrk left, which the server may or may not tell
 * @param counted by its meter
 * @param lines in its access log
 * @param spans that arrived
 */
record PingSignals(long requests, long inFlight, long counted, long lines, long spans) {
  /** One trace in ten is asked for. */
  private static final Interval SAMPLED = new Interval(0.09, 0.11);

  /**
   * What is missing; empty if nothing is. Spans are, or are too many, where their share is for
   * certain not the one that was asked for, by an interval that is 99.9 % sure.
   */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    if (counted < requests - inFlight) {
      missing.add("counted %d".formatted(counted));
    }
    if (lines < requests - inFlight) {
      missing.add("wrote %d lines".formatted(lines));
    }
    if (spanShare().isApartFrom(SAMPLED)) {
      missing.add(
          String.format(
              Locale.ROOT,
              "sent %d spans (%.1f to %.1f %%, asked for are 9 to 11)",
              spans,
              100 * spanShare().low(),
              100 * spanShare().high()));
    }
    return missing;
  }

  /** Of the requests, also of those in flight where each has a line. */
  private Interval spanShare() {
    long told = Math.max(requests, lines);
    return Interval.wilson(Math.min(spans, told), told, Interval.SURE);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d requests: %,d counted, %,d lines, %,d spans (%.1f %%)",
        requests,
        counted,
        lines,
        spans,
        requests == 0 ? 0 : 100.0 * spans / requests);
  }
}
