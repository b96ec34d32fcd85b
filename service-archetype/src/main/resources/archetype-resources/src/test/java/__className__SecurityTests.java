#set($D = '$')
package ${package};

import dev.nines.test.issuer.LocalIssuer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Whoever has no token, or the wrong one, is refused. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "management.server.port=0")
class ${className}SecurityTests {
  private static final LocalIssuer ISSUER = new LocalIssuer();
  private static final String BY_ID = "/${plural}/00000000-0000-0000-0000-000000000000";

  @Value("${D}{local.server.port}")
  private int port;

  @DynamicPropertySource
  static void surroundings(DynamicPropertyRegistry registry) {
    ISSUER.trust(registry);
#if($database == "true")
    TestDatabase.register(registry);
#end
  }

  @ParameterizedTest
  @CsvSource({
    "GET, read, 404",
    "GET, write, 403",
    "POST, write, 201",
    "POST, read, 403",
  })
  void scopes_decide(String method, String right, int status) {
    ask(method)
        .header(HttpHeaders.AUTHORIZATION, "Bearer " + ISSUER.token("${plural}:" + right))
        .exchange()
        .expectStatus()
        .isEqualTo(status);
  }

  @Test
  void stranger_isRefused() {
    ask("POST")
        .exchange()
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  private WebTestClient.RequestHeadersSpec<?> ask(String method) {
    WebTestClient.RequestBodySpec request =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + port)
            .responseTimeout(Duration.ofSeconds(20))
            .build()
            .method(HttpMethod.valueOf(method))
            .uri(method.equals("POST") ? "/${plural}" : BY_ID);
    return method.equals("POST")
        ? request
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue("{\"reference\": \"r-1\", \"amount\": 1}")
        : request;
  }
}
