/** Operating-system processes, told apart for certain. */
@NullMarked
package dev.nines.cli.process;

import org.jspecify.annotations.NullMarked;
