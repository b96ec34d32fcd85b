/** A pause between "not ready" and the end of listening. */
@NullMarked
package dev.nines.autoconfigure.draining;

import org.jspecify.annotations.NullMarked;
