package dev.nines.cli.chaos;

/**
 * How the load went.
 *
 * @param sent orders that a client was there for
 * @param unanswered clients that gave up before they had a definite answer
 * @param refused clients that were answered something else than 201, or than 200 for a cancellation
 * @param skipped orders that were due while all clients were busy
 */
public record Tally(int sent, int unanswered, int refused, int skipped) {}
