package dev.nines.autoconfigure.limits;

import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicInteger;

/** The open connections of one server. Thread-safe. */
final class Connections {
  private final int limit;
  private final AtomicInteger open = new AtomicInteger();

  Connections(int limit) {
    this.limit = limit;
  }

  /** Counts the connection until it is closed; whether there is room for it. */
  boolean admit(Channel channel) {
    int count = open.incrementAndGet();
    channel.closeFuture().addListener(_ -> open.decrementAndGet());
    return count <= limit;
  }

  int open() {
    return open.get();
  }
}
