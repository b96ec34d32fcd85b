/** Realistic orders through the gateway, judged by the SLO files. */
@NullMarked
package dev.nines.gatling;

import org.jspecify.annotations.NullMarked;
