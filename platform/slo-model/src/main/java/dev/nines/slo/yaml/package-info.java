/** Reads YAML files that people write: each value with its place, each mistake with what to do. */
@NullMarked
package dev.nines.slo.yaml;

import org.jspecify.annotations.NullMarked;
