package dev.nines.autoconfigure.security;

import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorityAuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** Lets a request through whose token has the scope that the path needs. */
final class ScopeManager implements ReactiveAuthorizationManager<AuthorizationContext> {
  private static final String PREFIX = "SCOPE_";

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
    String authority = PREFIX + scope.get();
    return authentication
        .filter(Authentication::isAuthenticated)
        .map(who ->
            decision(who.getAuthorities().stream().anyMatch(it -> is(it, authority)), authority));
  }

  private static boolean is(GrantedAuthority granted, String authority) {
    return authority.equals(granted.getAuthority());
  }

  private static AuthorizationResult decision(boolean granted, String authority) {
    return new AuthorityAuthorizationDecision(
        granted, AuthorityUtils.createAuthorityList(authority));
  }
}
