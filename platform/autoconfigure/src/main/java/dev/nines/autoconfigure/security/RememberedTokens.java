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
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Verifies a token once, and remembers it for as long as it is valid, at most {@link
 * Tokens#longest()}. Only valid ones are kept: who makes tokens up can neither fill it nor push
 * anybody's out of it.
 */
final class RememberedTokens implements ReactiveJwtDecoder {
  private final ReactiveJwtDecoder verifying;
  private final Cache<String, Jwt> known;
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
                Expiry.<String, Jwt>creating((_, jwt) -> shorter(settings.longest(), left(jwt))))
            .build();
  }

  private static Ticker ticker(Clock clock) {
    return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }

  @Override
  public Mono<Jwt> decode(String token) {
    Jwt remembered = known.getIfPresent(token);
    return remembered != null
        ? Mono.just(remembered)
        : verifying.decode(token).doOnNext(jwt -> known.put(token, jwt));
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
