/** More load than can be borne, and what becomes of it. */
@NullMarked
package dev.nines.cli.overload;

import org.jspecify.annotations.NullMarked;
