/** Bounds on what a client may send, kept at the connection before anything is worked on. */
@NullMarked
package dev.nines.autoconfigure.limits;

import org.jspecify.annotations.NullMarked;
