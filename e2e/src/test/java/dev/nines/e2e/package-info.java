/** The journeys of a user, run through {@code ./nines} on real parts. */
@NullMarked
package dev.nines.e2e;

import org.jspecify.annotations.NullMarked;
