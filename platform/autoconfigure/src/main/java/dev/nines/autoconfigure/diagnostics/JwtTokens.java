package dev.nines.autoconfigure.diagnostics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * The tokens of the service's own issuer. One for diagnostics has their scope, and was made for
 * this moment: it lives for minutes.
 */
final class JwtTokens implements Tokens {
  private final ReactiveJwtDecoder decoder;
  private final String scope;
  private final Duration longest;
  private final Clock clock;

  JwtTokens(ReactiveJwtDecoder decoder, DiagnosticsProperties properties, Clock clock) {
    this.decoder = decoder;
    this.scope = properties.scope();
    this.longest = properties.longest();
    this.clock = clock;
  }

  @Override
  public Mono<Verdict> judge(String token) {
    return decoder
        .decode(token)
        .<Verdict>map(this::judge)
        .onErrorReturn(BadJwtException.class, new Verdict.Invalid())
        .onErrorReturn(JwtException.class, new Verdict.Unknown());
  }

  private Verdict judge(Jwt token) {
    String subject = Objects.requireNonNullElse(token.getSubject(), "");
    return isShort(token) && scopes(token).contains(scope)
        ? new Verdict.Granted(subject, Objects.requireNonNullElse(token.getId(), ""))
        : new Verdict.Unfit(subject);
  }

  /** By what is left as well: where there is no {@code iat}, Spring Security makes one up. */
  private boolean isShort(Jwt token) {
    @Nullable Instant issued = token.getIssuedAt();
    @Nullable Instant expires = token.getExpiresAt();
    return issued != null
        && expires != null
        && isShort(Duration.between(issued, expires))
        && isShort(Duration.between(clock.instant(), expires));
  }

  private boolean isShort(Duration life) {
    return life.compareTo(longest) <= 0;
  }

  /** Issuers write one text, {@code scope} (RFC 8693), or a list, {@code scp}. */
  private static List<String> scopes(Jwt token) {
    Object claim = token.getClaims().getOrDefault("scope", token.getClaims().get("scp"));
    return switch (claim) {
      case String text -> Arrays.asList(text.split(" ", -1));
      case List<?> list -> list.stream().map(String::valueOf).toList();
      case null, default -> List.of();
    };
  }
}
