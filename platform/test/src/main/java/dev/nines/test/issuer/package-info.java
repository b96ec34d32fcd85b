/** An issuer of tokens that really listens. */
@NullMarked
package dev.nines.test.issuer;

import org.jspecify.annotations.NullMarked;
