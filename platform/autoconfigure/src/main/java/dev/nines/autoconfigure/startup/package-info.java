/** Start-up failures explained, each with something to do about it. */
@NullMarked
package dev.nines.autoconfigure.startup;

import org.jspecify.annotations.NullMarked;
