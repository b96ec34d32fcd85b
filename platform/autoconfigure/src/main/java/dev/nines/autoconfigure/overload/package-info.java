/** Sheds load while a service answers slower than it should. */
@NullMarked
package dev.nines.autoconfigure.overload;

import org.jspecify.annotations.NullMarked;
