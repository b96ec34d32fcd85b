/** Deadlines that shrink along a chain of calls. */
@NullMarked
package dev.nines.autoconfigure.deadline;

import org.jspecify.annotations.NullMarked;
