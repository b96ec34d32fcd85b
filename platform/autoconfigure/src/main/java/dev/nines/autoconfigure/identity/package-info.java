/** Who a service is on every signal it emits: its name, environment and version. */
@NullMarked
package dev.nines.autoconfigure.identity;

import org.jspecify.annotations.NullMarked;
