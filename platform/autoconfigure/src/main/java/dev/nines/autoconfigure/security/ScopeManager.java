package dev.nines.autoconfigure.security;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Lets a request through whose token has the scope that the path needs. */
final class ScopeManager implements ReactiveAuthorizationManager<AuthorizationContext> {
  private final AccessRules rules;

  ScopeManager(AccessRules rules) {
    this.rules = rules;
  }

  @Override
  public Mono<AuthorizationResult> authorize(
      Mono<Authentication> authentication, AuthorizationContext context) {
    Optional<String> scope = rules.scope(context.getExchange().getRequest());
    if (scope.isEmpty()) {
      // The same answer whoever asks: what is not listed can't be found out either.
      return Mono.error(new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
    return authentication
        .filter(Authentication::isAuthenticated)
        .map(who -> decision(AccessRules.has(who, scope.get()), scope.get()));
  }

  private static AuthorizationResult decision(boolean granted, String scope) {
    return new AuthorityAuthorizationDecision(
        granted, AuthorityUtils.createAuthorityList(AccessRules.authority(scope)));
  }
}
