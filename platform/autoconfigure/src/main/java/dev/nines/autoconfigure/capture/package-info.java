/** Headers of requests on the access log and on spans, where a service asks for them by name. */
@NullMarked
package dev.nines.autoconfigure.capture;

import org.jspecify.annotations.NullMarked;
