/** The database for the work that no request waits for. */
@NullMarked
package dev.nines.order.database;

import org.jspecify.annotations.NullMarked;
