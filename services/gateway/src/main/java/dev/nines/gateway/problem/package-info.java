/** Errors that arise in the gateway itself, as RFC 9457 problems. */
@NullMarked
package dev.nines.gateway.problem;

import org.jspecify.annotations.NullMarked;
