/** Kills parts of the stack under load, and counts what became of each order. */
@NullMarked
package dev.nines.cli.chaos;

import org.jspecify.annotations.NullMarked;
