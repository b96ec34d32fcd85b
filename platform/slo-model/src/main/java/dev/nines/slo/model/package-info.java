/** A service level objective as values: no YAML, no PromQL, no framework. */
@NullMarked
package dev.nines.slo.model;

import org.jspecify.annotations.NullMarked;
