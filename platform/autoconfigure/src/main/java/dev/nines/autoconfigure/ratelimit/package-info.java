/** A limit on each client's requests. */
@NullMarked
package dev.nines.autoconfigure.ratelimit;

import org.jspecify.annotations.NullMarked;
