package dev.nines.slo.openslo;

/**
 * An SLO file's text.
 *
 * @param name how problems call the file
 */
public record Source(String name, String text) {}
