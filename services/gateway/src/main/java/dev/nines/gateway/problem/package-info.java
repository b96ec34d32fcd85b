/** What the failures of the services behind are to clients. */
@NullMarked
package dev.nines.gateway.problem;

import org.jspecify.annotations.NullMarked;
