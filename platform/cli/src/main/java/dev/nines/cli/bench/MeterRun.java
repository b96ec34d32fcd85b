package dev.nines.cli.bench;

/**
 * One recorder's figures in one round.
 *
 * @param rps requests a second
 * @param cpuUs of the server, a request
 * @param collections of garbage
 * @param pauseMs of all of them together
 * @param dropped requests that were not counted
 * @param errors connections that failed, answers that did not come in time, and answers that were
 *     an error
 */
public record MeterRun(
    MeterRecorder recorder,
    double rps,
    double p50Ms,
    double p99Ms,
    double cpuUs,
    long collections,
    long pauseMs,
    long dropped,
    long errors) {}
