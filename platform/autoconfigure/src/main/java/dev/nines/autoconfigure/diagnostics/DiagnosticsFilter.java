package dev.nines.autoconfigure.diagnostics;

import dev.nines.autoconfigure.refusal.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Stands before all of the management server: what is not open to everybody needs an allowed
 * network and a token. Nothing is open by having been forgotten. Each look inside is logged, with
 * whose token it was.
 */
final class DiagnosticsFilter implements WebFilter, Ordered {
  private static final Logger LOGGER = LoggerFactory.getLogger(DiagnosticsFilter.class);
  private static final String BEARER = "Bearer ";

  private static final Refusal NOTHING = Refusal.of(HttpStatus.NOT_FOUND, "There is nothing here.");
  private static final Refusal NO_TOKEN =
      Refusal.of(HttpStatus.UNAUTHORIZED, "A bearer token for diagnostics is needed.");
  private static final Refusal INVALID =
      Refusal.of(HttpStatus.UNAUTHORIZED, "The bearer token is not valid.");
  private static final Refusal UNFIT =
      Refusal.of(
          HttpStatus.FORBIDDEN,
          "The token is not for diagnostics: it lacks the scope, or lives too long.");
  private static final Refusal UNKNOWN =
      Refusal.of(HttpStatus.SERVICE_UNAVAILABLE, "Tokens cannot be verified at the moment.");

  private final List<PathPattern> open;
  private final Callers callers;
  private final @Nullable Tokens tokens;
  private final String unfit;

  /**
   * @param open patterns of paths that are for everybody
   * @param scope that a token needs, for those who lack it
   * @param tokens null where the service knows no tokens: then nobody can look inside
   */
  DiagnosticsFilter(List<String> open, Callers callers, String scope, @Nullable Tokens tokens) {
    this.open = open.stream().map(PathPatternParser.defaultInstance::parse).toList();
    this.callers = callers;
    this.tokens = tokens;
    this.unfit = "Bearer error=\"insufficient_scope\", scope=\"%s\"".formatted(scope);
  }

  /** Behind the filters that only count. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 15;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    PathContainer path = request.getPath().pathWithinApplication();
    if (open.stream().anyMatch(pattern -> pattern.matches(path))) {
      return chain.filter(exchange);
    }
    if (tokens == null || !callers.allow(request.getRemoteAddress())) {
      return NOTHING.write(exchange.getResponse());
    }
    @Nullable String header = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return refuse(exchange, NO_TOKEN, "Bearer");
    }
    return tokens
        .judge(header.substring(BEARER.length()).strip())
        .flatMap(verdict -> decide(verdict, exchange, chain));
  }

  private Mono<Void> decide(Verdict verdict, ServerWebExchange exchange, WebFilterChain chain) {
    log(verdict, exchange.getRequest());
    return switch (verdict) {
      case Verdict.Granted _ -> chain.filter(exchange);
      case Verdict.Unfit _ -> refuse(exchange, UNFIT, unfit);
      case Verdict.Invalid _ -> refuse(exchange, INVALID, "Bearer error=\"invalid_token\"");
      case Verdict.Unknown _ -> UNKNOWN.write(exchange.getResponse());
    };
  }

  private static Mono<Void> refuse(ServerWebExchange exchange, Refusal refusal, String challenge) {
    exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
    return refusal.write(exchange.getResponse());
  }

  private static void log(Verdict verdict, ServerHttpRequest request) {
    String asked = request.getMethod() + " " + request.getPath().value();
    String peer = String.valueOf(request.getRemoteAddress());
    switch (verdict) {
      case Verdict.Granted granted ->
          LOGGER
              .atInfo()
              .addKeyValue("subject", granted.subject())
              .addKeyValue("token_id", granted.id())
              .addKeyValue("peer", peer)
              .log("Look inside: {}", asked);
      case Verdict.Unfit unfit ->
          LOGGER
              .atWarn()
              .addKeyValue("subject", unfit.subject())
              .addKeyValue("peer", peer)
              .log("Look inside refused, the token is for something else: {}", asked);
      case Verdict.Invalid _, Verdict.Unknown _ ->
          LOGGER.atDebug().addKeyValue("peer", peer).log("Look inside refused: {}", asked);
    }
  }
}
