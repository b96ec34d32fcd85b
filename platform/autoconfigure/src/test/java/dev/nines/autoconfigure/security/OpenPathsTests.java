package dev.nines.autoconfigure.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class OpenPathsTests {
  private final List<String> passed = new ArrayList<>();
  private final OpenPaths paths =
      new OpenPaths(
          (exchange, chain) -> {
            passed.add("security");
            return chain.filter(exchange);
          },
          new AccessRules(List.of("/ping", "/docs/**", "/items/{id}"), List.of()));

  @ParameterizedTest
  @ValueSource(strings = {"/ping", "/ping?a=b;c"})
  void anOpenPath_goesPastSecurity(String path) {
    filter(HttpMethod.GET, path);

    assertThat(passed).containsExactly("service");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /ping;a=b",
    "GET, /%70ing",
    "GET, //ping",
    "GET, /ping/",
    "GET, /./ping",
    "GET, /Ping",
    "GET, /docs/api",
    "GET, '/items/%7Bid%7D'",
    "GET, /orders",
    "GET, /",
  })
  void anyOtherSpelling_goesThroughIt(HttpMethod method, String path) {
    filter(method, path);

    assertThat(passed).containsExactly("security", "service");
  }

  private void filter(HttpMethod method, String path) {
    MockServerHttpRequest request =
        MockServerHttpRequest.method(method, URI.create("http://localhost" + path)).build();
    paths
        .filter(
            MockServerWebExchange.from(request),
            _ -> Mono.<Void>fromRunnable(() -> passed.add("service")))
        .block();
  }
}
