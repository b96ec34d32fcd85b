/** A small service on a really started server, for this module's tests. */
@NullMarked
package dev.nines.autoconfigure.app;

import org.jspecify.annotations.NullMarked;
