package dev.nines.gateway.routing;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Ends event streams when the gateway ends: a graceful shutdown would wait for readers who never
 * leave. Of use to routes whose metadata say {@code event-stream: true}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class EventStreamFilter implements GlobalFilter {
  /** The stream, as it is asked for here and at the service behind. */
  static final String PATH = "/api/orders/events";

  static final String UPSTREAM_PATH = "/orders/events";

  private final Sinks.Empty<Void> closing = Sinks.empty();

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    @Nullable Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    if (route == null || !Boolean.TRUE.equals(route.getMetadata().get("event-stream"))) {
      return chain.filter(exchange);
    }
    return chain.filter(exchange.mutate().response(ending(exchange.getResponse())).build());
  }

  private ServerHttpResponse ending(ServerHttpResponse response) {
    return new ServerHttpResponseDecorator(response) {
      @Override
      public Mono<Void> writeAndFlushWith(
          Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return super.writeAndFlushWith(Flux.from(body).takeUntilOther(closing.asMono()));
      }
    };
  }

  @EventListener(ContextClosedEvent.class)
  void close() {
    closing.tryEmitEmpty();
  }
}
