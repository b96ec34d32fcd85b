package dev.nines.cli.supervisor;

import dev.nines.cli.process.ProcessMark;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor knows of one part.
 *
 * @param process null while there is none
 * @param since when this phase began
 * @param detail why, in words; empty if there is nothing to say
 * @param took from its last start until it was healthy; null before
 * @param restarts how often it was started again
 */
public record PartState(
    String name,
    Phase phase,
    @Nullable ProcessMark process,
    Instant since,
    String detail,
    @Nullable Duration took,
    int restarts) {}
