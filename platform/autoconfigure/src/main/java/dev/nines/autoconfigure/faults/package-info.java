/** Errors and delays on demand, for proving that alerts fire. */
@NullMarked
package dev.nines.autoconfigure.faults;

import org.jspecify.annotations.NullMarked;
