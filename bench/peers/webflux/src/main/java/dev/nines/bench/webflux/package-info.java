/** Spring WebFlux as Boot starts it, with the signals of a Nines service, which answers {@code /ping}. */
package dev.nines.bench.webflux;
