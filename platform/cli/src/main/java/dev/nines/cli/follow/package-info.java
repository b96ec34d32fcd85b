/** Follows one incident from its fault to the mails about it. */
@NullMarked
package dev.nines.cli.follow;

import org.jspecify.annotations.NullMarked;
