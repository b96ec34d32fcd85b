/** What a running Prometheus says of SLOs: whether it has what they ask for, and what they cost. */
@NullMarked
package dev.nines.cli.live;

import org.jspecify.annotations.NullMarked;
