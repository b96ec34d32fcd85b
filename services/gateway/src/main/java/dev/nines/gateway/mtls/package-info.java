/** The gateway's certificate towards the services behind it. */
@NullMarked
package dev.nines.gateway.mtls;

import org.jspecify.annotations.NullMarked;
