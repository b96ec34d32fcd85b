/** Hides secrets and personal data in log lines and spans, off the request's path. */
@NullMarked
package dev.nines.autoconfigure.masking;

import org.jspecify.annotations.NullMarked;
