package dev.nines.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.security.SecurityProperties.Rule;
import dev.nines.autoconfigure.security.SecurityProperties.Tokens;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.context.ReactorContextWebFilter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** Which requests go past Spring Security's filters. */
class KnownCallersTests {
  private static final String TOKEN = "a.b.c";

  private final MovableClock clock = new MovableClock();
  private final List<String> passed = new ArrayList<>();
  private final Jwt jwt =
      Jwt.withTokenValue(TOKEN)
          .header("alg", "RS256")
          .subject("reader")
          .expiresAt(clock.instant().plusSeconds(60))
          .build();
  private Authentication caller =
      new JwtAuthenticationToken(jwt, AuthorityUtils.createAuthorityList("SCOPE_read"));
  private final RememberedTokens tokens =
      new RememberedTokens(_ -> Mono.just(jwt), new Tokens(10, Duration.ofMinutes(5)), clock);
  private final WebFilter callers = before();

  private WebFilter before(WebFilter... more) {
    return KnownCallers.before(
        (exchange, chain) -> {
          passed.add("security");
          return tokens
              .decode(TOKEN)
              .then(chain.filter(exchange))
              .contextWrite(ReactiveSecurityContextHolder.withAuthentication(caller));
        },
        new MatcherSecurityWebFilterChain(
            ServerWebExchangeMatchers.anyExchange(),
            Stream.concat(filters(), Stream.of(more)).toList()),
        tokens,
        new AccessRules(List.of("/open/**"), List.of(new Rule("/things/**", "read", "write"))));
  }

  /** As Spring Security makes them of what the platform asks for, without a decoder. */
  private static Stream<WebFilter> filters() {
    return ServerHttpSecurity.http()
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .authenticationManager(_ -> Mono.empty())
        .httpBasic(Customizer.withDefaults())
        .authorizeExchange(exchanges -> exchanges.anyExchange().authenticated())
        .build()
        .getWebFilters()
        .toStream();
  }

  @Test
  void caller_isJudgedUntilItIsKnownWhoItIs_andThenNoMore() {
    for (int i = 0; i < 4; i++) {
      request(HttpMethod.GET, "/things/1", "Bearer " + TOKEN);
    }

    // The first one's token was verified on its way, so nothing was known of it before.
    assertThat(passed)
        .containsExactly("security", "reader", "security", "reader", "reader", "reader");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /things/1",
    "GET, /nothing",
    "GET, /open/door",
    "GET, //things/1",
    "GET, /things//1",
    "GET, /things/1;a=b",
    "GET, /things/%31",
    "GET, /things/./1",
    "GET, /things/../things/1",
    "GET, /things/.hidden",
    "GET, '/things/ä'",
  })
  void whatTheCallerMayNot_andWhatIsSpelledStrangely_isJudged(HttpMethod method, String path) {
    meet();

    request(method, path, "Bearer " + TOKEN);

    assertThat(passed).containsExactly("security", "reader");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer ", "Bearer a.b.d", "bearer a.b.c", "Basic a.b.c", "a.b.c"})
  void otherTokens_areJudged(String authorization) {
    meet();

    request(HttpMethod.GET, "/things/1", authorization);

    assertThat(passed).containsExactly("security", "reader");
  }

  @Test
  void twoTokens_areJudged() {
    meet();

    request(HttpMethod.GET, "/things/1", "Bearer " + TOKEN, "Bearer " + TOKEN);

    assertThat(passed).containsExactly("security", "reader");
  }

  @Test
  void expiredToken_isJudged() {
    meet();
    clock.move(Duration.ofSeconds(61));

    request(HttpMethod.GET, "/things/1", "Bearer " + TOKEN);

    assertThat(passed).containsExactly("security", "reader");
  }

  @Test
  void whoeverIsNotOfThisVeryToken_isNotKept() {
    Jwt other =
        Jwt.withTokenValue("other")
            .header("alg", "RS256")
            .subject("reader")
            .expiresAt(Instant.MAX)
            .build();
    caller = new JwtAuthenticationToken(other, AuthorityUtils.createAuthorityList("SCOPE_read"));
    meet();

    request(HttpMethod.GET, "/things/1", "Bearer " + TOKEN);

    assertThat(passed).containsExactly("security", "reader");
  }

  @Test
  void chainWithAFilterMore_isLeftAlone() {
    assertThat(callers).isInstanceOf(KnownCallers.class);
    assertThat(before((exchange, chain) -> chain.filter(exchange)))
        .isNotInstanceOf(KnownCallers.class);
    assertThat(
            before(new ReactorContextWebFilter(NoOpServerSecurityContextRepository.getInstance())))
        .isNotInstanceOf(KnownCallers.class);
  }

  /** Until it is known. */
  private void meet() {
    request(HttpMethod.GET, "/things/1", "Bearer " + TOKEN);
    request(HttpMethod.GET, "/things/1", "Bearer " + TOKEN);
    passed.clear();
  }

  private void request(HttpMethod method, String path, String... authorizations) {
    MockServerHttpRequest request =
        MockServerHttpRequest.method(method, URI.create("http://localhost" + path))
            .header("Authorization", authorizations)
            .build();
    callers
        .filter(
            MockServerWebExchange.from(request),
            _ ->
                ReactiveSecurityContextHolder.getContext()
                    .doOnNext(context -> passed.add(context.getAuthentication().getName()))
                    .then())
        .block();
  }
}
