/** What a service's meters add to Spring Boot's: network pools and a bound on labels. */
@NullMarked
package dev.nines.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
