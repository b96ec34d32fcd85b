/** Docker and Docker Compose, by their command line. */
@NullMarked
package dev.nines.cli.docker;

import org.jspecify.annotations.NullMarked;
