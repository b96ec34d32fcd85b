/** Makes a service fast before it calls itself ready. */
@NullMarked
package dev.nines.autoconfigure.warmup;

import org.jspecify.annotations.NullMarked;
