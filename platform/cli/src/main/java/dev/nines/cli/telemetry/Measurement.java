package dev.nines.cli.telemetry;

import java.util.List;

/**
 * What was counted at one sampling.
 *
 * @param rate of requests that was asked for, per second
 * @param sent at that rate
 * @param requests that the services answered, by their own counters
 * @param logged requests in their access logs
 * @param incomplete services whose access log has not just the requests that they counted
 * @param ended sampled spans, by the services' own counters
 * @param dropped those of them that found a queue full
 * @param failed those of them whose export failed
 * @param received spans that came, each counted once
 * @param turnedAway spans that came and were not kept, since there were too many
 * @param serverExpected server spans that must have come, by access log and sampler
 * @param serverMissing those of them that did not
 * @param traces that the services began
 * @param sampled those of them of which anything came
 * @param unexpected traces that came although the sampler refuses them, or with server spans that
 *     no request made
 * @param own traces that no request began: what services do by themselves
 * @param brokenLinks spans whose parent did not come, and requests at order whose trace is not the
 *     gateway's
 * @param restarted services that were started again meanwhile
 */
public record Measurement(
    Sampling asked,
    double rate,
    Sent sent,
    long requests,
    long logged,
    List<String> incomplete,
    long ended,
    long dropped,
    long failed,
    long received,
    long turnedAway,
    long serverExpected,
    long serverMissing,
    long traces,
    long sampled,
    long unexpected,
    long own,
    long brokenLinks,
    List<String> restarted) {
  public Measurement {
    incomplete = List.copyOf(incomplete);
    restarted = List.copyOf(restarted);
  }

  /** Spans that ended and did not come. */
  public long lost() {
    return Math.max(0, ended - received);
  }

  /**
   * Share of spans that were lost: of all by the services' counters, or of server spans by their
   * access logs, whichever is worse.
   */
  public double loss() {
    return Math.max(share(lost(), ended), share(serverMissing, serverExpected));
  }

  /** Share of traces that were sampled. */
  public double share() {
    return share(sampled, traces);
  }

  /** Of {@link #share}. */
  public Interval interval() {
    return Interval.wilson(sampled, traces, Interval.SURE);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
