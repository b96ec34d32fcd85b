package dev.nines.autoconfigure.defaults;

/**
 * How many threads Reactor Netty answers requests with, unless its own system properties say so:
 * one a core, where it would start four on two cores, and one more that only accepts connections.
 * Otherwise who connects to a busy service waits for a turn of the loop for each sixteen before.
 */
final class EventLoops {
  /** One that something blocks must not be the only one. */
  private static final int FEWEST = 2;

  private EventLoops() {}

  static void configure(int cores) {
    setUnlessSet("reactor.netty.ioWorkerCount", Math.max(FEWEST, cores));
    setUnlessSet("reactor.netty.ioSelectCount", 1);
  }

  private static void setUnlessSet(String property, int value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, Integer.toString(value));
    }
  }
}
