/** Runbooks: what to look at when an SLO's alert comes. */
@NullMarked
package dev.nines.slo.compiler.runbook;

import org.jspecify.annotations.NullMarked;
