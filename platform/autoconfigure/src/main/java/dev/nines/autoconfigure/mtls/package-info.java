/** Connections on which both sides show a certificate, renewed while they run. */
@NullMarked
package dev.nines.autoconfigure.mtls;

import org.jspecify.annotations.NullMarked;
