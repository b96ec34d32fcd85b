/** The nines command and its subcommands. */
@NullMarked
package dev.nines.cli;

import org.jspecify.annotations.NullMarked;
