package dev.nines.autoconfigure.security;

import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes no request, so that each goes on as it came. */
final class OpenChain implements SecurityWebFilterChain {
  @Override
  public Mono<Boolean> matches(ServerWebExchange exchange) {
    return Mono.just(false);
  }

  @Override
  public Flux<WebFilter> getWebFilters() {
    return Flux.empty();
  }
}
