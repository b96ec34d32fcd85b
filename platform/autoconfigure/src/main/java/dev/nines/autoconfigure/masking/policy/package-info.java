/** What a {@code DataMaskPolicy} says, and its reader. */
@NullMarked
package dev.nines.autoconfigure.masking.policy;

import org.jspecify.annotations.NullMarked;
