package dev.nines.autoconfigure.security;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.WebFilterExchange;
import org.springframework.security.web.server.authentication.ServerAuthenticationFailureHandler;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers who may not pass, as RFC 6750 and RFC 9457 have it. Why a token is no good is told to the
 * log alone, at level debug: the caller could only be its owner, who can read it, or somebody who
 * tries.
 */
final class Refusals
    implements ServerAuthenticationEntryPoint,
        ServerAuthenticationFailureHandler,
        ServerAccessDeniedHandler,
        ServerExchangeRejectedHandler {
  private static final Logger LOGGER = LoggerFactory.getLogger(Refusals.class);
  private static final String RETRY_SECONDS = "5";

  /**
   * The body.
   *
   * @param detail names nothing of the token nor of our insides
   * @param instance path of the request
   */
  private record Problem(String title, int status, String detail, String instance) {}

  private final AccessRules rules;
  private final JsonMapper json = JsonMapper.shared();

  Refusals(AccessRules rules) {
    this.rules = rules;
  }

  /** No token. */
  @Override
  public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException why) {
    authenticate(exchange, "Bearer");
    return answer(exchange, HttpStatus.UNAUTHORIZED, "A bearer token is needed.");
  }

  /** A token that is none, or none that can be judged. */
  @Override
  public Mono<Void> onAuthenticationFailure(
      WebFilterExchange filtered, AuthenticationException why) {
    ServerWebExchange exchange = filtered.getExchange();
    if (why instanceof AuthenticationServiceException) {
      exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
      return answer(
          exchange, HttpStatus.SERVICE_UNAVAILABLE, "Tokens cannot be verified at the moment.");
    }
    LOGGER.debug("token refused: {}", why.getMessage());
    authenticate(exchange, "Bearer error=\"invalid_token\"");
    return answer(exchange, HttpStatus.UNAUTHORIZED, "The bearer token is not valid.");
  }

  /** A token without the scope that is needed. */
  @Override
  public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException why) {
    String scope = rules.scope(exchange.getRequest()).orElse("");
    authenticate(exchange, "Bearer error=\"insufficient_scope\", scope=\"%s\"".formatted(scope));
    return answer(exchange, HttpStatus.FORBIDDEN, "The token lacks the scope %s.".formatted(scope));
  }

  /** A request that no honest client sends, such as one with an encoded slash in its path. */
  @Override
  public Mono<Void> handle(ServerWebExchange exchange, ServerExchangeRejectedException why) {
    LOGGER.debug("request refused: {}", why.getMessage());
    return answer(exchange, HttpStatus.BAD_REQUEST, "The request is malformed.");
  }

  private static void authenticate(ServerWebExchange exchange, String challenge) {
    exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }

  private Mono<Void> answer(ServerWebExchange exchange, HttpStatus status, String detail) {
    ServerHttpResponse response = exchange.getResponse();
    String path = exchange.getRequest().getPath().value();
    byte[] body =
        json.writeValueAsBytes(new Problem(status.getReasonPhrase(), status.value(), detail, path));
    response.setStatusCode(status);
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().setContentLength(body.length);
    return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
  }
}
