/** A sign of life for those outside. */
@NullMarked
package dev.nines.gateway.ping;

import org.jspecify.annotations.NullMarked;
