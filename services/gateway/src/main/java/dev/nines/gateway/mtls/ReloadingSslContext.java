package dev.nines.gateway.mtls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.ApplicationProtocolNegotiator;
import io.netty.handler.ssl.SslContext;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSessionContext;

/**
 * A client's TLS context that can be replaced: each new connection takes the latest, those that are
 * open go on. A renewed one has no sessions, so that none is resumed which an old certificate
 * began.
 */
final class ReloadingSslContext extends SslContext {
  private volatile SslContext latest;

  ReloadingSslContext(SslContext first) {
    this.latest = first;
  }

  void replace(SslContext renewed) {
    latest = renewed;
  }

  @Override
  public boolean isClient() {
    return latest.isClient();
  }

  @Override
  public List<String> cipherSuites() {
    return latest.cipherSuites();
  }

  @Override
  @SuppressWarnings("deprecation") // What SslContext asks of those who extend it.
  public ApplicationProtocolNegotiator applicationProtocolNegotiator() {
    return latest.applicationProtocolNegotiator();
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator) {
    return latest.newEngine(allocator);
  }

  @Override
  public SSLEngine newEngine(ByteBufAllocator allocator, String host, int port) {
    return latest.newEngine(allocator, host, port);
  }

  @Override
  public SSLSessionContext sessionContext() {
    return latest.sessionContext();
  }
}
