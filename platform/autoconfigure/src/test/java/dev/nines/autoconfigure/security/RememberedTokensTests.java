package dev.nines.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.security.SecurityProperties.Tokens;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RememberedTokensTests {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final MovableClock clock = new MovableClock();
  private final AtomicInteger verified = new AtomicInteger();
  private final RememberedTokens tokens = remembering(2);

  @Test
  void goodToken_isVerifiedOnce() {
    decode(tokens, "good");
    decode(tokens, "good");

    assertThat(verified).hasValue(1);
  }

  @Test
  void rememberedToken_isForgottenWhenItExpires() {
    decode(tokens, "good");
    clock.move(Duration.ofSeconds(61));
    decode(tokens, "good");

    assertThat(verified).hasValue(2);
  }

  @Test
  void longLivedToken_isVerifiedAgainInTime() {
    decode(tokens, "long");
    clock.move(Duration.ofMinutes(6));
    decode(tokens, "long");

    assertThat(verified).hasValue(2);
  }

  @Test
  void badToken_isNotRemembered() {
    for (int i = 0; i < 2; i++) {
      StepVerifier.create(tokens.decode("bad")).expectError(BadJwtException.class).verify(LIMIT);
    }

    assertThat(verified).hasValue(2);
  }

  @Test
  void withoutRoom_everyTokenIsVerified() {
    RememberedTokens none = remembering(0);
    decode(none, "good");
    decode(none, "good");

    assertThat(verified).hasValue(2);
  }

  private RememberedTokens remembering(int room) {
    return new RememberedTokens(this::verify, new Tokens(room, Duration.ofMinutes(5)), clock);
  }

  private Mono<Jwt> verify(String token) {
    verified.incrementAndGet();
    Duration life = token.equals("long") ? Duration.ofHours(1) : Duration.ofMinutes(1);
    return token.equals("bad")
        ? Mono.error(new BadJwtException("bad"))
        : Mono.just(
            Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .expiresAt(clock.instant().plus(life))
                .build());
  }

  private static void decode(RememberedTokens tokens, String token) {
    StepVerifier.create(tokens.decode(token).map(Jwt::getTokenValue))
        .expectNext(token)
        .expectComplete()
        .verify(LIMIT);
  }
}
