package dev.nines.cli.stack;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of the stack as it is now.
 *
 * @param up whether it runs and is healthy
 * @param phase in one word, such as {@code healthy}
 * @param detail more words; empty if there is nothing to say
 * @param pid of its process; null if there is none, or none that is seen from here
 * @param since when that phase began; null if unknown
 */
public record Service(
    String name,
    boolean up,
    String phase,
    String detail,
    @Nullable Long pid,
    @Nullable Instant since) {}
