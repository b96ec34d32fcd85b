/** Bodies of answers, written as Spring does, but without looking twice for how. */
@NullMarked
package dev.nines.autoconfigure.answers;

import org.jspecify.annotations.NullMarked;
