/** A bare Reactor Netty that answers {@code /ping}. */
package dev.nines.bench.netty;
