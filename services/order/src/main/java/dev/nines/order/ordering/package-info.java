/** Orders: placing, reading, listing and cancelling them, and counting how that went. */
@NullMarked
package dev.nines.order.ordering;

import org.jspecify.annotations.NullMarked;
