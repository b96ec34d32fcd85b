/** Errors as RFC 9457 problems that name the fields at fault and nothing of our insides. */
@NullMarked
package dev.nines.autoconfigure.problem;

import org.jspecify.annotations.NullMarked;
