/** Spans leave by OTLP over HTTP off the request's path, and what is lost on the way is counted. */
@NullMarked
package dev.nines.autoconfigure.traces;

import org.jspecify.annotations.NullMarked;
