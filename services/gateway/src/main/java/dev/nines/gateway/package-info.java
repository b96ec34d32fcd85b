/** The gateway service. */
@NullMarked
package dev.nines.gateway;

import org.jspecify.annotations.NullMarked;
