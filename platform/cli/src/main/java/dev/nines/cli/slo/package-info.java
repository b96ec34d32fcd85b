/** SLO files on the command line: checked and compiled. */
@NullMarked
package dev.nines.cli.slo;

import org.jspecify.annotations.NullMarked;
