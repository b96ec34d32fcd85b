/** Replays histories, recorded or made up, through the compiled rules in a real Prometheus. */
@NullMarked
package dev.nines.cli.replay;

import org.jspecify.annotations.NullMarked;
