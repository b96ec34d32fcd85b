/** Where the time and the memory of a request go. */
@NullMarked
package dev.nines.cli.profile;

import org.jspecify.annotations.NullMarked;
