/**
 * The arithmetic: from SLOs to recording rules, burn-rate alerts, no-data alerts and inhibitions,
 * without any I/O. Read {@link dev.nines.slo.compiler.Tier} first, then {@link
 * dev.nines.slo.compiler.SloRules}.
 */
@NullMarked
package dev.nines.slo.compiler;

import org.jspecify.annotations.NullMarked;
