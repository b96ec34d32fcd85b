package dev.nines.cli.topology;

/**
 * What was seen of an edge.
 *
 * @param count of calls
 * @param errors those of them that failed, by a 5xx or, without a status, by the span
 * @param p95Ms in milliseconds, at most 5 % too high; {@code NaN} if latency is not known
 */
public record Calls(long count, long errors, double p95Ms) {}
