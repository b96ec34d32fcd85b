/** Development tokens: a local key instead of an issuer. */
@NullMarked
package dev.nines.cli.token;

import org.jspecify.annotations.NullMarked;
