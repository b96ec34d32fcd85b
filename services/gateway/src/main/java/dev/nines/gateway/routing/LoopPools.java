package dev.nines.gateway.routing;

import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.internal.ThreadExecutorMap;
import java.net.SocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.transport.TransportConfig;

/**
 * A pool of connections for each event loop, so that a request is asked, answered and passed back
 * by the one that has it. With one pool for all, half of the requests or more go through another
 * loop, which has to be woken, and whose core's caches know nothing of them. Who asks from another
 * thread, as a repeated request does, has the first loop's.
 */
final class LoopPools implements ConnectionProvider {
  private final List<ConnectionProvider> pools;
  private final AtomicInteger next = new AtomicInteger();
  private final FastThreadLocal<ConnectionProvider> own =
      new FastThreadLocal<>() {
        @Override
        protected ConnectionProvider initialValue() {
          return ThreadExecutorMap.currentExecutor() == null
              ? pools.getFirst()
              : pools.get(Math.floorMod(next.getAndIncrement(), pools.size()));
        }
      };

  private LoopPools(List<ConnectionProvider> pools) {
    this.pools = List.copyOf(pools);
  }

  /**
   * Pools that have as many connections together as one had.
   *
   * @param loops how many event loops there are, at least 1
   */
  static LoopPools of(ConnectionProvider one, int loops) {
    int most = Math.ceilDiv(one.maxConnections(), loops);
    return new LoopPools(
        IntStream.rangeClosed(1, loops)
            .mapToObj(loop ->
                Objects.requireNonNull(one.mutate(), "a pool that can't be made again")
                    .name(one.name() + "-" + loop)
                    .maxConnections(most)
                    .build())
            .toList());
  }

  @Override
  public Mono<? extends Connection> acquire(
      TransportConfig config,
      ConnectionObserver observer,
      @Nullable Supplier<? extends SocketAddress> remote,
      @Nullable AddressResolverGroup<?> resolvers) {
    return own.get().acquire(config, observer, remote, resolvers);
  }

  @Override
  public void disposeWhen(SocketAddress address) {
    pools.forEach(pool -> pool.disposeWhen(address));
  }

  @Override
  public void dispose() {
    pools.forEach(ConnectionProvider::dispose);
  }

  @Override
  public Mono<Void> disposeLater() {
    return Flux.fromIterable(pools).flatMap(ConnectionProvider::disposeLater).then();
  }

  @Override
  public boolean isDisposed() {
    return pools.stream().allMatch(ConnectionProvider::isDisposed);
  }

  @Override
  public int maxConnections() {
    long all = pools.stream().mapToLong(ConnectionProvider::maxConnections).sum();
    return Math.clamp(all, 1, Integer.MAX_VALUE);
  }

  @Override
  public @Nullable Map<SocketAddress, Integer> maxConnectionsPerHost() {
    return pools.getFirst().maxConnectionsPerHost();
  }

  @Override
  public @Nullable String name() {
    return pools.getFirst().name();
  }

  @Override
  public @Nullable Builder mutate() {
    return pools.getFirst().mutate();
  }
}
