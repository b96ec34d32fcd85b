package dev.nines.gateway.routing;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Gives {@code http_server_requests_seconds} the route's path pattern as its {@code uri}, such as
 * {@code /api/orders/**}: Spring Cloud Gateway leaves it {@code UNKNOWN}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RoutePatternFilter implements GlobalFilter {
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    @Nullable String pattern =
        exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_PREDICATE_MATCHED_PATH_ATTR);
    if (pattern != null) {
      ServerRequestObservationContext.findCurrent(exchange.getAttributes())
          .ifPresent(context -> context.setPathPattern(pattern));
    }
    return chain.filter(exchange);
  }
}
