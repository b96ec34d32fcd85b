package dev.nines.cli.supervisor;

import dev.nines.cli.faults.Fault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fault that was asked for, and what became of it.
 *
 * @param applied when it came into force; null before
 * @param problem why it could not be brought about; empty if it could
 */
public record FaultState(Fault fault, @Nullable Instant applied, String problem) {}
