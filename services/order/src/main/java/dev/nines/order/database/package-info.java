/** The database as a dependency that comes and goes: its schema, and its absence. */
@NullMarked
package dev.nines.order.database;

import org.jspecify.annotations.NullMarked;
