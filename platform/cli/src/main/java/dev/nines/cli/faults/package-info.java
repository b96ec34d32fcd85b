/** The faults that can be brought upon the stack on purpose, and the record of those in force. */
@NullMarked
package dev.nines.cli.faults;

import org.jspecify.annotations.NullMarked;
