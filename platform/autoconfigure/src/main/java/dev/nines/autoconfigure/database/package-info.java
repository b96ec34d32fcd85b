/** A database as a dependency that comes and goes: its schema, and its absence. */
@NullMarked
package dev.nines.autoconfigure.database;

import org.jspecify.annotations.NullMarked;
