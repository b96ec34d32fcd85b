/** Runs the load test and reads its verdict. */
@NullMarked
package dev.nines.cli.load;

import org.jspecify.annotations.NullMarked;
