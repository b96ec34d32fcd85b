/** A certificate authority, and clients that show its certificates. */
@NullMarked
package dev.nines.test.certificates;

import org.jspecify.annotations.NullMarked;
