package dev.nines.autoconfigure.security;

import dev.nines.autoconfigure.security.RememberedTokens.Known;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authorization.AuthorizationWebFilter;
import org.springframework.security.web.server.authorization.ExceptionTranslationWebFilter;
import org.springframework.security.web.server.context.ReactorContextWebFilter;
import org.springframework.security.web.server.context.SecurityContextServerWebExchange;
import org.springframework.security.web.server.context.SecurityContextServerWebExchangeWebFilter;
import org.springframework.security.web.server.header.HttpHeaderWriterWebFilter;
import org.springframework.security.web.server.savedrequest.ServerRequestCacheWebFilter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Leads who has been let in before past those of Spring Security's filters that would find the same
 * out again, three tenths of what the gateway does for a request. The token must be remembered with
 * whom it stands for, which Spring Security itself has said; the path spelled plainly; the scope
 * granted. In every other case Spring Security decides, so it alone refuses. What its other filters
 * do is done: security headers, errors of handlers, the caller for whoever asks.
 */
final class KnownCallers implements WebFilter {
  private static final String BEARER = "Bearer ";

  /** What it stands in for. The first has no public name; the fifth keeps requests for browsers. */
  private static final Set<String> FOUND_OUT_BEFORE =
      Set.of(
          ServerHttpSecurity.class.getName() + "$ServerWebExchangeReactorContextWebFilter",
          ReactorContextWebFilter.class.getName(),
          AuthenticationWebFilter.class.getName(),
          SecurityContextServerWebExchangeWebFilter.class.getName(),
          ServerRequestCacheWebFilter.class.getName(),
          AuthorizationWebFilter.class.getName());

  private final WebFilter security;
  private final WebFilter headers;
  private final WebFilter errors;
  private final RememberedTokens tokens;
  private final AccessRules rules;

  private KnownCallers(
      WebFilter security,
      WebFilter headers,
      WebFilter errors,
      RememberedTokens tokens,
      AccessRules rules) {
    this.security = security;
    this.headers = headers;
    this.errors = errors;
    this.tokens = tokens;
    this.rules = rules;
  }

  /**
   * In front of all of Spring Security, if that is what this class knows; otherwise Spring Security
   * as it is: a chain with a filter more may have something to say about every request.
   *
   * @param security all of it, firewall included
   * @param chain its only chain
   */
  static WebFilter before(
      WebFilter security,
      SecurityWebFilterChain chain,
      RememberedTokens tokens,
      AccessRules rules) {
    List<WebFilter> filters = chain.getWebFilters().collectList().blockOptional().orElseThrow();
    List<WebFilter> others =
        filters.stream()
            .filter(filter -> !FOUND_OUT_BEFORE.contains(filter.getClass().getName()))
            .toList();
    return others.size() == 2
            && filters.size() == FOUND_OUT_BEFORE.size() + 2
            && others.get(0) instanceof HttpHeaderWriterWebFilter headers
            && others.get(1) instanceof ExceptionTranslationWebFilter errors
        ? new KnownCallers(security, headers, errors, tokens, rules)
        : security;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    @Nullable Known known = known(exchange);
    if (known == null) {
      return security.filter(exchange, chain);
    }
    @Nullable Authentication caller = known.caller();
    if (caller == null) {
      return security.filter(exchange, learning(known, chain));
    }
    return rules.isPlain(exchange.getRequest())
            && rules.grants(exchange.getRequest(), caller)
            && !OpenPaths.isManagement(exchange)
        ? passed(exchange, chain, new SecurityContextImpl(caller))
        : security.filter(exchange, chain);
  }

  private @Nullable Known known(ServerWebExchange exchange) {
    List<String> values = exchange.getRequest().getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
    return values.size() == 1 && values.getFirst().startsWith(BEARER)
        ? tokens.known(values.getFirst().substring(BEARER.length()))
        : null;
  }

  /** Reached by who was let in. */
  private static WebFilterChain learning(Known known, WebFilterChain chain) {
    return exchange ->
        ReactiveSecurityContextHolder.getContext()
            .doOnNext(context -> known.standsFor(context.getAuthentication()))
            .then(chain.filter(exchange));
  }

  private Mono<Void> passed(
      ServerWebExchange exchange, WebFilterChain chain, SecurityContext context) {
    Mono<SecurityContext> caller = Mono.just(context);
    return headers
        .filter(
            new SecurityContextServerWebExchange(exchange, caller),
            passed -> errors.filter(passed, chain))
        .contextWrite(
            ReactiveSecurityContextHolder.withSecurityContext(caller)
                .put(ServerWebExchange.class, exchange));
  }
}
