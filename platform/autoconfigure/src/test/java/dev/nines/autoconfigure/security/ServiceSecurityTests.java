package dev.nines.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.RSAKey;
import dev.nines.autoconfigure.app.RunningService;
import dev.nines.autoconfigure.app.Shop;
import dev.nines.test.issuer.LocalIssuer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A running service and its issuer: who gets in, and what the others are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceSecurityTests {
  private static final String READ = "shop:read";
  private static final String BOTH = "shop:read shop:write";

  private final LocalIssuer issuer = new LocalIssuer();
  private RunningService service = start(issuer.address());

  @BeforeAll
  void warmUp() {
    assertThat(get("/items/1", issuer.token(READ)).statusCode()).isEqualTo(200);
  }

  @AfterAll
  void stop() {
    service.close();
    issuer.close();
  }

  private static RunningService start(String issuer, String... more) {
    return RunningService.start(
        Shop.class,
        Stream.concat(
                Stream.of(
                    "nines.security.enabled=true",
                    "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer,
                    "nines.security.rules[0].path=/items/**",
                    "nines.security.rules[0].read=shop:read",
                    "nines.security.rules[0].write=shop:write",
                    "nines.security.rules[1].path=/purchases",
                    "nines.security.rules[1].read=shop:read",
                    "nines.security.rules[1].write=shop:write"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /items/7, shop:read, 200",
    "GET, /items/7, shop:read shop:write, 200",
    "GET, /items/7, shop:write, 403",
    "HEAD, /items/7, shop:read, 200",
    "POST, /purchases, shop:write, 200",
    "POST, /purchases, shop:read, 403",
    "DELETE, /items/7, shop:read, 403",
    "DELETE, /items/7, shop:write, 405",
    "GET, /items/7, shop:readers, 403",
    "GET, /items/7, '', 403",
  })
  void scopes_decideByMethod(String method, String path, String scopes, int status) {
    HttpResponse<String> answer =
        service.send(method, path, "", "Authorization", "Bearer " + issuer.token(scopes));

    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @Test
  void scopesMayBeAList() {
    String token =
        issuer.token("", claims -> claims.claim("scope", null).claim("scp", List.of(READ)));

    assertThat(get("/items/7", token).statusCode()).isEqualTo(200);
  }

  @Test
  void missingScope_isNamed() {
    HttpResponse<String> answer =
        service.send("POST", "/purchases", "", "Authorization", "Bearer " + issuer.token(READ));

    assertProblem(answer, 403, "Bearer error=\"insufficient_scope\", scope=\"shop:write\"");
    assertThat(answer.body()).contains("The token lacks the scope shop:write.");
  }

  @ParameterizedTest
  @CsvSource({"Authorization, Basic YTpi", "Accept, */*"})
  void withoutAToken_oneIsAskedFor(String header, String value) {
    assertProblem(service.get("/items/7", header, value), 401, "Bearer");
  }

  Stream<Arguments> badTokens() {
    RSAKey foreign = LocalIssuer.key(issuer.key().getKeyID());
    Date past = Date.from(Instant.now().minus(Duration.ofMinutes(1)));
    Date future = Date.from(Instant.now().plus(Duration.ofMinutes(2)));
    String good = issuer.token(BOTH);
    return Stream.of(
        Arguments.of("wrong signature", LocalIssuer.signed(foreign, issuer.claims(BOTH, _ -> {}))),
        Arguments.of(
            "unknown key",
            LocalIssuer.signed(LocalIssuer.key("nobody's"), issuer.claims(BOTH, _ -> {}))),
        Arguments.of("expired", issuer.token(BOTH, claims -> claims.expirationTime(past))),
        Arguments.of("never expires", issuer.token(BOTH, claims -> claims.expirationTime(null))),
        Arguments.of("not yet", issuer.token(BOTH, claims -> claims.notBeforeTime(future))),
        Arguments.of("other audience", issuer.token(BOTH, claims -> claims.audience("other"))),
        Arguments.of("no audience", issuer.token(BOTH, c -> c.audience((String) null))),
        Arguments.of("other issuer", issuer.token(BOTH, c -> c.issuer("https://evil.example"))),
        Arguments.of("alg none", issuer.unsigned(BOTH)),
        Arguments.of("public key as a secret", issuer.signedWithThePublicKey(BOTH)),
        Arguments.of("changed claims", changed(good)),
        Arguments.of("no signature", good.substring(0, good.lastIndexOf('.') + 1)),
        Arguments.of("no token at all", "x.y.z"),
        Arguments.of("empty", ""));
  }

  private String changed(String token) {
    String[] parts = token.split("\\.");
    String[] other = issuer.token("shop:admin").split("\\.");
    return parts[0] + "." + other[1] + "." + parts[2];
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badTokens")
  void badToken_isRefusedWithoutSayingWhy(String what, String token) {
    HttpResponse<String> answer = get("/items/7", token);

    assertProblem(answer, 401, "Bearer error=\"invalid_token\"");
    assertThat(answer.body())
        .isEqualTo(
            "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"The bearer token is not valid.\",\"instance\":\"/items/7\"}");
  }

  @Test
  void openPath_needsNoToken_andDoesNotMindABadOne() {
    assertThat(service.get("/ping").body()).isEqualTo("pong");
    assertThat(get("/ping", "bad").body()).isEqualTo("pong");
  }

  @ParameterizedTest
  @CsvSource({"/hops", "/nothing", "/actuator/health", "/"})
  void unlistedPath_isNotThere_whoeverAsks(String path) {
    assertThat(service.get(path).statusCode()).isEqualTo(404);
    assertThat(get(path, issuer.token(BOTH)).statusCode()).isEqualTo(404);
  }

  @Test
  void managementServer_needsNoToken() {
    assertThat(service.management("GET", "/actuator/health/readiness", "").statusCode())
        .isEqualTo(200);
    assertThat(service.scrape()).contains("jvm_threads_live_threads");
  }

  @Test
  void malformedRequest_isAProblemToo() {
    assertProblem(service.get("/items/a%2Fb"), 400, null);
  }

  @Test
  void answers_areNotKept() {
    assertThat(get("/items/7", issuer.token(READ)).headers().map())
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .containsEntry("cache-control", List.of("no-cache, no-store, max-age=0, must-revalidate"));
  }

  @Test
  void refusals_areCountedAsTheClientsOwn() {
    service.get("/items/4711");

    await()
        .untilAsserted(() -> {
          List<String> series =
              service
                  .scrape()
                  .lines()
                  .filter(line -> line.startsWith("http_server_requests_seconds_count{"))
                  .toList();
          assertThat(series)
              .anyMatch(line -> line.contains("status=\"401\""))
              .noneMatch(line -> line.contains("status=\"5"))
              .noneMatch(line -> line.contains("4711"));
        });
  }

  private HttpResponse<String> get(String path, String token) {
    return service.get(path, "Authorization", "Bearer " + token);
  }

  private static void assertProblem(
      HttpResponse<String> answer,
      int status,
      @org.jspecify.annotations.Nullable String challenge) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().allValues("WWW-Authenticate"))
        .isEqualTo(challenge == null ? List.of() : List.of(challenge));
    assertThat(answer.body())
        .contains("\"status\":" + status)
        .doesNotContain("Exception", "nines.");
  }
}
