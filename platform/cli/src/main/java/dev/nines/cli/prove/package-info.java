/** Measures the quality of alerts over a matrix of incidents, on the real engine. */
@NullMarked
package dev.nines.cli.prove;

import org.jspecify.annotations.NullMarked;
