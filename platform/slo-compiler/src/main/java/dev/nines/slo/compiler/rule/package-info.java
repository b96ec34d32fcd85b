/** Prometheus rules, Alertmanager inhibitions and promtool tests as values. */
@NullMarked
package dev.nines.slo.compiler.rule;

import org.jspecify.annotations.NullMarked;
