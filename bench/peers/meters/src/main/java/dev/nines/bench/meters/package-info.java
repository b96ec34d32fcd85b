/** A bare Reactor Netty that answers {@code /ping} and counts its requests in one of several ways. */
package dev.nines.bench.meters;
