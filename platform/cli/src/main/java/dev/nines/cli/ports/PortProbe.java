package dev.nines.cli.ports;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Whether a port of the loopback address can be had. */
public final class PortProbe {
  private PortProbe() {}

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
}
