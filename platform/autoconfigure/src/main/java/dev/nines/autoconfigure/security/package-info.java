/** Who may call a service: bearer tokens of one issuer, and the scopes that its paths ask for. */
@NullMarked
package dev.nines.autoconfigure.security;

import org.jspecify.annotations.NullMarked;
