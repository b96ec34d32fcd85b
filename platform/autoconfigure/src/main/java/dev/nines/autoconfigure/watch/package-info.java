/** Files that are read again while a service runs. */
@NullMarked
package dev.nines.autoconfigure.watch;

import org.jspecify.annotations.NullMarked;
