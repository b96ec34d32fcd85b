/** Whether every span that was to be sent arrives: loss, sampling and links, counted. */
@NullMarked
package dev.nines.cli.telemetry;

import org.jspecify.annotations.NullMarked;
