/** Reads SLOs from OpenSLO v1 files, and says of every mistake where it is and what to do. */
@NullMarked
package dev.nines.slo.openslo;

import org.jspecify.annotations.NullMarked;
