/** A service's SLO files as its meters' buckets and zeroes. */
@NullMarked
package dev.nines.autoconfigure.slo;

import org.jspecify.annotations.NullMarked;
