package dev.nines.autoconfigure.ratelimit;

import dev.nines.autoconfigure.network.Network;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * The address that a request comes from: the peer's, or, where that is a trusted proxy, the last
 * one in {@code X-Forwarded-For} that no trusted proxy has written about itself.
 */
final class ClientAddress {
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  /** A site gets a network of this length, and can choose among all of its addresses. */
  private static final int IPV6_SITE_BYTES = 8;

  private static final int IPV6_BYTES = 16;

  private final List<Network> trusted;

  ClientAddress(List<String> trusted) {
    this.trusted =
        trusted.stream()
            .map(text -> Network.parse("nines.rate-limit.trusted-proxies", text))
            .toList();
  }

  /** A key for the client; the 64-bit network of an IPv6 address. */
  String of(ServerHttpRequest request) {
    @Nullable InetSocketAddress remote = request.getRemoteAddress();
    @Nullable InetAddress address = remote == null ? null : remote.getAddress();
    if (address == null) {
      return "unknown";
    }
    if (isTrusted(address)) {
      List<String> lines = request.getHeaders().getOrEmpty(FORWARDED_FOR);
      return key(lines.isEmpty() ? address : forwarded(address, String.join(",", lines)));
    }
    return key(address);
  }

  private InetAddress forwarded(InetAddress proxy, String header) {
    InetAddress nearest = proxy;
    String[] hops = header.split(",", -1);
    for (int i = hops.length - 1; i >= 0 && isTrusted(nearest); i--) {
      try {
        nearest = InetAddress.ofLiteral(hops[i].strip());
      } catch (IllegalArgumentException _) {
        return nearest;
      }
    }
    return nearest;
  }

  private boolean isTrusted(InetAddress address) {
    for (Network network : trusted) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }

  private static String key(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == IPV6_BYTES
        ? Arrays.toString(Arrays.copyOf(bytes, IPV6_SITE_BYTES))
        : address.getHostAddress();
  }
}
