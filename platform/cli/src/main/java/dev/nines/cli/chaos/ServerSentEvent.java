package dev.nines.cli.chaos;

/**
 * One event of a stream.
 *
 * @param id the last one that the stream named; empty if it has named none
 * @param type empty for a mere position
 */
record ServerSentEvent(String id, String type, String data) {}
