package dev.nines.cli.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Whether a port of the loopback address can be had. */
public final class PortProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration BETWEEN = Duration.ofMillis(50);

  private PortProbe() {}

  /** Now. */
  public static boolean free(int port) {
    // Not "is someone answering": that misses one who has bound it and is not listening yet.
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Now, or a moment later where nobody is seen to listen: a process that was just ended lets go of
   * its ports some time after it is gone.
   */
  public static boolean freeSoon(int port) {
    long began = System.nanoTime();
    while (!free(port)) {
      if (PortOwner.of(port).isPresent() || System.nanoTime() - began > PATIENCE.toNanos()) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN.toNanos());
    }
    return true;
  }
}
