/** The order service. */
@NullMarked
package dev.nines.order;

import org.jspecify.annotations.NullMarked;
