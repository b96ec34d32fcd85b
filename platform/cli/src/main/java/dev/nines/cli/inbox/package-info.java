/** The mails of the stack: kept, shown, served and read. */
@NullMarked
package dev.nines.cli.inbox;

import org.jspecify.annotations.NullMarked;
