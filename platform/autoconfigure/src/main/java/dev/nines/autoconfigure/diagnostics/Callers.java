package dev.nines.autoconfigure.diagnostics;

import dev.nines.autoconfigure.network.Network;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Networks whose callers may look inside. */
final class Callers {
  private final List<Network> networks;

  /**
   * @throws IllegalArgumentException if one is no network
   */
  Callers(List<String> networks) {
    this.networks =
        networks.stream().map(text -> Network.parse("nines.diagnostics.networks", text)).toList();
  }

  boolean allow(@Nullable InetSocketAddress peer) {
    @Nullable InetAddress address = peer == null ? null : peer.getAddress();
    return address != null && networks.stream().anyMatch(network -> network.contains(address));
  }
}
