/** A sign of life for those outside. */
@NullMarked
package dev.nines.order.ping;

import org.jspecify.annotations.NullMarked;
