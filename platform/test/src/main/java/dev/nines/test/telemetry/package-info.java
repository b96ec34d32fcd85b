/** The contract of a service's signals, and how good the data is that they make. */
@NullMarked
package dev.nines.test.telemetry;

import org.jspecify.annotations.NullMarked;
