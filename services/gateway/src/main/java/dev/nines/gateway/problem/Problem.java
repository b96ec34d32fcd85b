package dev.nines.gateway.problem;

/**
 * An RFC 9457 problem of type {@code about:blank}.
 *
 * @param title the status in words
 * @param detail what went wrong this time, in a sentence
 * @param instance path of the request
 */
record Problem(String title, int status, String detail, String instance) {}
