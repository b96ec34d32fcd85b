/** The way to the services behind: limits, breaker, and what metrics call a route. */
@NullMarked
package dev.nines.gateway.routing;

import org.jspecify.annotations.NullMarked;
