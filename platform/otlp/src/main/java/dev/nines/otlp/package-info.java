/** A receiver of spans by OTLP over HTTP. */
@NullMarked
package dev.nines.otlp;

import org.jspecify.annotations.NullMarked;
