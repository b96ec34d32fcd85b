package dev.nines.gateway.routing;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives {@code http_server_requests_seconds} the route's path pattern as its {@code uri}, such as
 * {@code /api/orders/**}: Spring Cloud Gateway leaves it {@code UNKNOWN}. Once a request is over,
 * since one that fails between its route and the route's filters has a route, too.
 */
@Component
class RoutePatternFilter implements WebFilter {
  /** The chain asks for it with each request. */
  @Override
  public String toString() {
    return "RoutePatternFilter";
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return chain
        .filter(exchange)
        .doOnTerminate(() -> name(exchange))
        .doOnCancel(() -> name(exchange));
  }

  private static void name(ServerWebExchange exchange) {
    @Nullable String pattern =
        exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_PREDICATE_MATCHED_PATH_ATTR);
    if (pattern != null) {
      ServerRequestObservationContext.findCurrent(exchange.getAttributes())
          .ifPresent(context -> context.setPathPattern(pattern));
    }
  }
}
