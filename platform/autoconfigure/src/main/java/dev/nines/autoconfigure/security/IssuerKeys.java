package dev.nines.autoconfigure.security;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyType;
import dev.nines.autoconfigure.security.SecurityProperties.Keys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The issuer's public keys, read once and kept.
 *
 * <p>Who sends tokens can't make us ask the issuer more often than once in {@link Keys#pause()}:
 * Spring Security's own source asks for each token that names an unknown key. Several who need keys
 * share one question. An issuer that does not answer costs nothing until the keys are {@link
 * Keys#outage()} old.
 */
final class IssuerKeys {
  private static final Logger LOGGER = LoggerFactory.getLogger(IssuerKeys.class);

  /** Without any keys nobody can be let in, so an issuer is soon asked again. */
  private static final Duration PAUSE_WITHOUT_KEYS = Duration.ofSeconds(1);

  private record Known(JWKSet keys, Instant since) {}

  private final KeySource source;
  private final Keys settings;
  private final Clock clock;
  private volatile @Nullable Known known;
  private @Nullable Mono<JWKSet> asking;
  private @Nullable Instant asked;

  IssuerKeys(KeySource source, Keys settings, Clock clock) {
    this.source = source;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Those that may have signed a token with this header; none if the issuer has no such key.
   *
   * @return fails with {@link KeysUnavailableException} if there are no keys at all
   */
  Mono<List<JWK>> of(JWSHeader header) {
    Known now = known;
    if (now == null || age(now).compareTo(settings.outage()) > 0) {
      return ask(PAUSE_WITHOUT_KEYS, null).map(keys -> matching(header, keys));
    }
    List<JWK> found = matching(header, now.keys());
    if (found.isEmpty()) {
      return ask(settings.pause(), now.keys())
          .onErrorReturn(now.keys())
          .map(keys -> matching(header, keys));
    }
    if (age(now).compareTo(settings.refresh()) > 0) {
      ask(settings.pause(), now.keys()).onErrorComplete().subscribe();
    }
    return Mono.just(found);
  }

  private Duration age(Known keys) {
    return Duration.between(keys.since(), clock.instant());
  }

  /**
   * Asks the issuer, together with others who wait for an answer already.
   *
   * @param pause since the last question; within it {@code meanwhile} is the answer
   */
  private synchronized Mono<JWKSet> ask(Duration pause, @Nullable JWKSet meanwhile) {
    if (asking != null) {
      return asking;
    }
    Instant now = clock.instant();
    if (asked != null && now.isBefore(asked.plus(pause))) {
      return meanwhile == null ? Mono.error(new KeysUnavailableException()) : Mono.just(meanwhile);
    }
    asked = now;
    Mono<JWKSet> question =
        Mono.fromCallable(source::read)
            .subscribeOn(Schedulers.boundedElastic())
            .doOnNext(this::keep)
            .doOnError(this::missed)
            .onErrorMap(KeysUnavailableException::new)
            .cache();
    asking = question;
    return question;
  }

  private synchronized void keep(JWKSet keys) {
    if (known == null) {
      LOGGER.info("{} public keys of the issuer: {}", keys.size(), source);
    }
    known = new Known(keys, clock.instant());
    asking = null;
  }

  private synchronized void missed(Throwable why) {
    asking = null;
    LOGGER.warn("no public keys from {}: {}", source, why.toString());
  }

  private static List<JWK> matching(JWSHeader header, JWKSet set) {
    JWKMatcher named = JWKMatcher.forJWSHeader(header);
    if (named == null) {
      return List.of();
    }
    KeyType type = KeyType.forAlgorithm(header.getAlgorithm());
    // A key without a name is the only one there is.
    return set.getKeys().stream()
        .filter(key -> key.getKeyID() == null ? key.getKeyType().equals(type) : named.matches(key))
        .toList();
  }
}
