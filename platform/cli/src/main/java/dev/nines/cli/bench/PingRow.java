package dev.nines.cli.bench;

import java.util.List;

/**
 * One contestant's figures: the median of each over the rounds.
 *
 * @param rps requests a second
 * @param rssMb the most that was resident, in 2^20 bytes
 * @param cpuUs of the server, a request
 * @param rounds in which it was measured
 * @param errors of all rounds together; above 0, the other figures say less
 */
public record PingRow(
    PingContestant contestant,
    double rps,
    double p50Ms,
    double p99Ms,
    double rssMb,
    double cpuUs,
    int rounds,
    long errors) {
  /** From its runs, at least one. */
  static PingRow of(PingContestant contestant, List<PingRun> runs) {
    return new PingRow(
        contestant,
        Median.of(runs, PingRun::rps),
        Median.of(runs, PingRun::p50Ms),
        Median.of(runs, PingRun::p99Ms),
        Median.of(runs, PingRun::rssMb),
        Median.of(runs, PingRun::cpuUs),
        runs.size(),
        runs.stream().mapToLong(PingRun::errors).sum());
  }
}
