/** What the services promise, how they keep it, and how that is shown. */
@NullMarked
package dev.nines.cli.status;

import org.jspecify.annotations.NullMarked;
