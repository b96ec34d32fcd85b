/** A look inside a running service, for few, on the management port alone. */
@NullMarked
package dev.nines.autoconfigure.diagnostics;

import org.jspecify.annotations.NullMarked;
