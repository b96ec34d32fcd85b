package dev.nines.autoconfigure.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.nines.autoconfigure.security.SecurityProperties.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import reactor.core.publisher.Mono;

/**
 * Verifies a token once, and remembers it for as long as it is valid, at most {@link
 * Tokens#longest()}. Only valid ones are kept: who makes tokens up can neither fill it nor push
 * anybody's out of it.
 */
final class RememberedTokens implements ReactiveJwtDecoder {
  /** A token that is valid, and whom it stands for, once that is known. */
  static final class Known {
    private final Jwt jwt;
    private volatile @Nullable Authentication caller;

    Known(Jwt jwt) {
      this.jwt = jwt;
    }

    @Nullable Authentication caller() {
      return caller;
    }

    /** As Spring Security has made it of this very token; anything else is not kept. */
    void standsFor(@Nullable Authentication authentication) {
      if (authentication instanceof JwtAuthenticationToken token && token.getToken().equals(jwt)) {
        caller = authentication;
      }
    }
  }

  private final ReactiveJwtDecoder verifying;
  private final Cache<String, Known> known;
  private final Clock clock;

  RememberedTokens(ReactiveJwtDecoder verifying, Tokens settings, Clock clock) {
    this.verifying = verifying;
    this.clock = clock;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(settings.remembered())
            // What it does on the side takes less time than to hand it over.
            .executor(Runnable::run)
            .ticker(ticker(clock))
            .expireAfter(
                Expiry.<String, Known>creating(
                    (_, known) -> shorter(settings.longest(), left(known.jwt))))
            .build();
  }

  private static Ticker ticker(Clock clock) {
    return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }

  @Override
  public Mono<Jwt> decode(String token) {
    @Nullable Known remembered = known(token);
    return remembered != null
        ? Mono.just(remembered.jwt)
        : verifying.decode(token).doOnNext(jwt -> known.put(token, new Known(jwt)));
  }

  /** Null for a token that has to be verified. */
  @Nullable Known known(String token) {
    return known.getIfPresent(token);
  }

  private Duration left(Jwt jwt) {
    @Nullable Instant expires = jwt.getExpiresAt();
    Duration left = expires == null ? Duration.ZERO : Duration.between(clock.instant(), expires);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
