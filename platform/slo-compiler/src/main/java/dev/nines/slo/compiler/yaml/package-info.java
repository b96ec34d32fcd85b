/** Writes what was compiled as files that Prometheus, promtool and Alertmanager read. */
@NullMarked
package dev.nines.slo.compiler.yaml;

import org.jspecify.annotations.NullMarked;
