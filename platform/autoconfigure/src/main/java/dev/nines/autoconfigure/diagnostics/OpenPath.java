package dev.nines.autoconfigure.diagnostics;

/**
 * A path of the management server that is for everybody, as probes are. A bean of whoever serves
 * it: everything else there is for diagnostics.
 *
 * @param pattern as {@code PathPattern} has it
 */
public record OpenPath(String pattern) {}
