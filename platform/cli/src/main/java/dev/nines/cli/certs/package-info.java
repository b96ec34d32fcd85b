/** Certificates of the local stack's own CA, and showing them. */
@NullMarked
package dev.nines.cli.certs;

import org.jspecify.annotations.NullMarked;
