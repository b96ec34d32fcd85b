/** Answers to requests that are not worked on: small problems that cost next to nothing. */
@NullMarked
package dev.nines.autoconfigure.refusal;

import org.jspecify.annotations.NullMarked;
