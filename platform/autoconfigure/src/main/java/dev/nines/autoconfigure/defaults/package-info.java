/** The properties a service starts with unless it says otherwise. */
@NullMarked
package dev.nines.autoconfigure.defaults;

import org.jspecify.annotations.NullMarked;
