/** Grafana dashboards of SLOs, from the series that their rules record. */
@NullMarked
package dev.nines.slo.compiler.dashboard;

import org.jspecify.annotations.NullMarked;
