#set($D = '$')
package ${package};

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.MediaType;
#if($database == "true")
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
#end
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "management.server.port=0")
class ${className}ApiTests {
  private static final String VALID =
      """
      {"reference": "r-1", "amount": 9.5}\
      """;

  @Value("${D}{local.server.port}")
  private int port;
#if($database == "true")

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    TestDatabase.register(registry);
  }
#end

  @Test
  void created_isFoundWhereItsAnswerSays() {
    URI location =
        Objects.requireNonNull(
            post(VALID)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("${D}.amount")
                .isEqualTo(9.5)
                .returnResult()
                .getResponseHeaders()
                .getLocation());

    get(location.getPath())
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("${D}.reference")
        .isEqualTo("r-1");
  }

  @Test
  void unknownId_isNotFound() {
    get("/${plural}/00000000-0000-0000-0000-000000000000")
        .expectStatus()
        .isNotFound()
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"reference": "r-1", "amount": -1}              | amount
          {"reference": "r-1", "amount": 0.001}           | amount
          {"reference": " ", "amount": 1}                 | reference
          {"amount": 1}                                   | reference
          """)
  void invalidField_isNamed(String body, String field) {
    post(body)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("${D}.errors.length()")
        .isEqualTo(1)
        .jsonPath("${D}.errors[0].field")
        .isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                                               | 400
          []                                              | 400
          {"reference": "r-1", "amount": "1"}             | 400
          {"reference": "r-1", "amount": 1, "more": true} | 400
          """)
  void otherBody_isTheClientsMistake(String body, int status) {
    post(body)
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
  }

  private ResponseSpec post(String body) {
    return client()
        .post()
        .uri("/${plural}")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private ResponseSpec get(String path) {
    return client().get().uri(path).exchange();
  }

  private WebTestClient client() {
    return WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + port)
        .responseTimeout(Duration.ofSeconds(20))
        .build();
  }
}
