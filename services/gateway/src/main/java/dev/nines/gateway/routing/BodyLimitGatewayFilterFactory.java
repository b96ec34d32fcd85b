package dev.nines.gateway.routing;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ContentTooLargeException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * {@code BodyLimit=64KB}: answers 413 to a larger request body, announced or not, as soon as that
 * is known. Spring Cloud Gateway's own {@code RequestSize} believes the announcement and has no
 * body.
 */
@Component
class BodyLimitGatewayFilterFactory
    extends AbstractGatewayFilterFactory<BodyLimitGatewayFilterFactory.Config> {
  BodyLimitGatewayFilterFactory() {
    super(Config.class);
  }

  @Override
  public List<String> shortcutFieldOrder() {
    return List.of("limit");
  }

  @Override
  public GatewayFilter apply(Config config) {
    long limit = config.limit.toBytes();
    return (exchange, chain) -> filter(exchange, chain, limit);
  }

  private static Mono<Void> filter(
      ServerWebExchange exchange, GatewayFilterChain chain, long limit) {
    ServerHttpRequest request = exchange.getRequest();
    long announced = request.getHeaders().getContentLength();
    if (announced > limit) {
      return Mono.error(new ContentTooLargeException(null));
    }
    return announced >= 0
        ? chain.filter(exchange)
        : chain.filter(exchange.mutate().request(limited(request, limit)).build());
  }

  private static ServerHttpRequest limited(ServerHttpRequest request, long limit) {
    return new ServerHttpRequestDecorator(request) {
      @Override
      public Flux<DataBuffer> getBody() {
        AtomicLong size = new AtomicLong();
        return super.getBody().handle((part, sink) -> pass(part, sink, size, limit));
      }
    };
  }

  private static void pass(
      DataBuffer part, SynchronousSink<DataBuffer> sink, AtomicLong size, long limit) {
    if (size.addAndGet(part.readableByteCount()) > limit) {
      DataBufferUtils.release(part);
      sink.error(new ContentTooLargeException(null));
    } else {
      sink.next(part);
    }
  }

  /** The filter's argument; Spring Cloud Gateway binds it by its setter. */
  static class Config {
    private DataSize limit = DataSize.ofKilobytes(64);

    void setLimit(DataSize limit) {
      this.limit = limit;
    }
  }
}
