/** A PostgreSQL of the stack's own: unpacked, initialised and asked whether it is ready. */
@NullMarked
package dev.nines.cli.postgres;

import org.jspecify.annotations.NullMarked;
