/** Finds or fetches Prometheus and Alertmanager. */
@NullMarked
package dev.nines.cli.tools;

import org.jspecify.annotations.NullMarked;
