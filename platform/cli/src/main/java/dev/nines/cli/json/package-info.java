/** The one JSON mapper of the command line. */
@NullMarked
package dev.nines.cli.json;

import org.jspecify.annotations.NullMarked;
