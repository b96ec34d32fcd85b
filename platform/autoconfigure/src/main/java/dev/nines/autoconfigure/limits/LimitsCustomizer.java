package dev.nines.autoconfigure.limits;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.core.Ordered;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;

/** Puts the limits on each server of the application, counting each one's connections apart. */
final class LimitsCustomizer implements NettyServerCustomizer, Ordered {
  private final LimitsProperties limits;
  private final Breaches breaches;
  private final List<Connections> servers = new CopyOnWriteArrayList<>();

  LimitsCustomizer(LimitsProperties limits, Breaches breaches) {
    this.limits = limits;
    this.breaches = breaches;
  }

  /** What an application sets for its server itself comes later and stays. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public HttpServer apply(HttpServer server) {
    Connections connections = new Connections(limits.connections());
    servers.add(connections);
    return idle(server)
        .maxPipelineDepth(limits.pipeline())
        .doOnChannelInit((_, channel, _) -> guard(channel, connections));
  }

  /**
   * Of HTTP/1.1 the guard closes what is idle: Reactor Netty's handler would go into the pipeline
   * and out of it at each request.
   */
  private HttpServer idle(HttpServer server) {
    return List.of(server.configuration().protocols()).equals(List.of(HttpProtocol.HTTP11))
        ? server
        : server.idleTimeout(limits.idle());
  }

  int open() {
    return servers.stream().mapToInt(Connections::open).sum();
  }

  /** HTTP/2 has its own codec, whose settings bound streams and frames. */
  @SuppressWarnings("FutureReturnValueIgnored") // A refused connection has nobody to tell.
  private void guard(Channel channel, Connections connections) {
    ChannelPipeline pipeline = channel.pipeline();
    boolean admitted = connections.admit(channel);
    if (pipeline.get(NettyPipeline.HttpCodec) != null) {
      ConnectionGuard guard = new ConnectionGuard(limits, breaches, admitted);
      pipeline.addBefore(NettyPipeline.HttpCodec, "nines.arrivals", guard.arrivals());
      pipeline.addAfter(NettyPipeline.HttpCodec, "nines.limits", guard);
    } else if (!admitted) {
      channel.close();
    }
  }
}
