package dev.nines.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.autoconfigure.app.RunningService;
import dev.nines.test.issuer.LocalIssuer;
import java.net.http.HttpResponse;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who has been let in goes another way, and nobody can tell. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceKnownCallersTests {
  private final LocalIssuer issuer = new LocalIssuer();
  private final RunningService service = start();
  private final String reader = issuer.token("shelf:read");

  private RunningService start() {
    return RunningService.start(
        Shelf.class,
        "spring.application.name=shelf",
        "nines.security.enabled=true",
        "spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer.address(),
        "nines.security.open=/open/**",
        "nines.security.rules[0].path=/things/**",
        "nines.security.rules[0].read=shelf:read",
        "nines.security.rules[0].write=shelf:write");
  }

  @BeforeEach
  void meet() {
    assertThat(get("/things/1").statusCode()).isEqualTo(200);
  }

  @AfterAll
  void stop() {
    service.close();
    issuer.close();
  }

  @Test
  void knownCaller_isAnsweredAsTheFirstTime() {
    HttpResponse<String> second = get("/things/7");
    HttpResponse<String> first =
        service.get("/things/7", "Authorization", "Bearer " + issuer.token("shelf:read"));
    assertThat(second.body()).isEqualTo(first.body()).isEqualTo("7 alice alice alice");
    assertThat(headers(second)).isEqualTo(headers(first)).containsKey("x-content-type-options");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 404",
    "GET, /things/refusing, 403",
    "POST, /things/1, 403",
    "DELETE, /things/1, 403",
    "GET, /open/door, 200",
    "GET, //things/1, 400",
    "GET, /things/1;a=b, 400",
    "GET, /things/a%2Fb, 400",
    "GET, /things/%31, 200",
    "GET, /open/../things/1, 400",
    "GET, /things/.hidden, 200",
  })
  void anythingElse_isWhatItWas(String method, String path, int status) {
    HttpResponse<String> answer =
        service.send(method, path, "", "Authorization", "Bearer " + reader);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  @Test
  void missingScope_isStillNamed() {
    assertThat(service.send("POST", "/things/1", "", "Authorization", "Bearer " + reader).headers())
        .extracting(headers -> headers.allValues("WWW-Authenticate"))
        .isEqualTo(List.of("Bearer error=\"insufficient_scope\", scope=\"shelf:write\""));
  }

  private HttpResponse<String> get(String path) {
    return service.get(path, "Authorization", "Bearer " + reader);
  }

  private static Map<String, List<String>> headers(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }

  @SpringBootConfiguration
  @EnableAutoConfiguration
  @Import(Things.class)
  static class Shelf {}

  @RestController
  static class Things {
    @GetMapping("/things/{id}")
    Mono<String> thing(
        @PathVariable String id, Principal principal, @AuthenticationPrincipal Jwt token) {
      return ReactiveSecurityContextHolder.getContext()
          .map(context -> context.getAuthentication().getName())
          .map(name -> String.join(" ", id, principal.getName(), token.getSubject(), name));
    }

    @GetMapping("/things/refusing")
    Mono<String> refusing() {
      return Mono.error(new AccessDeniedException("not this one"));
    }

    @PostMapping("/things/{id}")
    Mono<String> put(@PathVariable String id) {
      return Mono.just(id);
    }

    @GetMapping("/open/door")
    Mono<String> door() {
      return Mono.just("open");
    }
  }
}
