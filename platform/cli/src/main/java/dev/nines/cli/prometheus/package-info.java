/** Questions to Prometheus over its HTTP API. */
@NullMarked
package dev.nines.cli.prometheus;

import org.jspecify.annotations.NullMarked;
