package dev.nines.bench.meters;

/** What requests are counted by. */
record Series(String route, int status) {}
