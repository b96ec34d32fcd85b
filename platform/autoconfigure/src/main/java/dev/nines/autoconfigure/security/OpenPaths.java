package dev.nines.autoconfigure.security;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Leads requests for open paths past Spring Security, which would take a tenth of a simple
 * request's time to find that none of its chains is meant. Only for a path that is, character by
 * character, one that is open: whatever is spelled in another way goes through its firewall.
 */
final class OpenPaths implements WebFilter, Ordered {
  private final WebFilter security;
  private final AccessRules rules;

  OpenPaths(WebFilter security, AccessRules rules) {
    this.security = security;
    this.rules = rules;
  }

  /** Where Spring Security's filters stand. */
  @Override
  public int getOrder() {
    return -100;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return rules.isLiterallyOpen(exchange.getRequest()) && !isManagement(exchange)
        ? chain.filter(exchange)
        : security.filter(exchange, chain);
  }

  /** The chain asks for it with each request. */
  @Override
  public String toString() {
    return "OpenPaths";
  }

  /** Filters of the service are also those of the management server, its child. */
  static boolean isManagement(ServerWebExchange exchange) {
    return WebServerApplicationContext.hasServerNamespace(
        exchange.getApplicationContext(), "management");
  }
}
