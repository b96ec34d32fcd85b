package dev.nines.autoconfigure.mtls;

import io.netty.channel.ChannelPipeline;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Puts a {@link PeerCheck} behind the TLS of each connection of one server. */
record PeerCheckCustomizer(Supplier<Set<String>> allowed, Refusals refusals)
    implements NettyServerCustomizer {
  @Override
  public HttpServer apply(HttpServer server) {
    return server.doOnChannelInit((_, channel, _) -> {
      ChannelPipeline pipeline = channel.pipeline();
      if (pipeline.get(NettyPipeline.SslHandler) != null) {
        pipeline.addAfter(
            NettyPipeline.SslHandler, "nines.peerCheck", new PeerCheck(allowed, refusals));
      }
    });
  }
}
