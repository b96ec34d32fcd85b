/** Who listens where on this machine. */
@NullMarked
package dev.nines.cli.ports;

import org.jspecify.annotations.NullMarked;
