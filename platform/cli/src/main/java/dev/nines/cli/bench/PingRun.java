package dev.nines.cli.bench;

/**
 * One contestant's figures in one round.
 *
 * @param rps requests a second
 * @param rssMb the most that was resident, in 2^20 bytes
 * @param cpuUs of the server, a request
 * @param errors connections that failed, answers that did not come in time, and answers that were
 *     an error
 */
public record PingRun(
    PingContestant contestant,
    double rps,
    double p50Ms,
    double p99Ms,
    double rssMb,
    double cpuUs,
    long errors) {}
