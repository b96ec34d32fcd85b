/** The context of a trace on its way through the gateway. */
@NullMarked
package dev.nines.gateway.propagation;

import org.jspecify.annotations.NullMarked;
