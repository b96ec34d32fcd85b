/** Who calls whom, by spans, and whether that is what SLO files declare. */
@NullMarked
package dev.nines.cli.topology;

import org.jspecify.annotations.NullMarked;
