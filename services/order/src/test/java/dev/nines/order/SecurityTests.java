package dev.nines.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.test.issuer.LocalIssuer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Order believes nobody, its own gateway neither. Whoever is let in finds no database here. */
@SpringBootTest(
    classes = OrderApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "NINES_POSTGRES_URL=127.0.0.1:1/orders"})
class SecurityTests {
  private static final LocalIssuer ISSUER = new LocalIssuer();
  private static final String ORDER =
      """
      {"customer": "c-1", "currency": "EUR",
       "items": [{"sku": "a", "quantity": 1, "unitPrice": 1.5}]}\
      """;

  @Autowired private MeterRegistry meters;

  @Value("${local.server.port}")
  private int port;

  @DynamicPropertySource
  static void issuer(DynamicPropertyRegistry registry) {
    ISSUER.trust(registry);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /orders?customer=c-1, orders:read, 503",
    "GET, /orders?customer=c-1, orders:write, 403",
    "POST, /orders, orders:write, 503",
    "POST, /orders, orders:read, 403",
    "POST, /orders/019a0000-0000-7000-8000-000000000000/cancellation, orders:write, 503",
    "POST, /orders/019a0000-0000-7000-8000-000000000000/cancellation, orders:read, 403",
    "GET, /nothing, orders:read, 404",
  })
  void scopes_decide(String method, String path, String scope, int status) {
    ask(method, path, "Bearer " + ISSUER.token(scope)).expectStatus().isEqualTo(status);
  }

  @Test
  void stranger_isRefused_andBurnsNoBudget() {
    double failed = count("failed");
    double rejected = count("rejected");

    ask("POST", "/orders", "")
        .expectStatus()
        .isUnauthorized()
        .expectHeader()
        .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    ask(
            "POST",
            "/orders",
            "Bearer "
                + LocalIssuer.signed(
                    LocalIssuer.key("one"), ISSUER.claims("orders:write", _ -> {})))
        .expectStatus()
        .isUnauthorized();
    ask("POST", "/orders", "Bearer " + ISSUER.token("orders:read")).expectStatus().isForbidden();

    assertThat(count("failed")).isEqualTo(failed);
    assertThat(count("rejected") - rejected).isEqualTo(3);
  }

  @Test
  void description_isOpen_andSaysThatATokenIsNeeded() {
    ask("GET", "/v3/api-docs", "")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.components.securitySchemes.token.scheme")
        .isEqualTo("bearer")
        .jsonPath("$.paths['/orders'].post.responses['401']")
        .exists()
        .jsonPath("$.paths['/orders'].get.responses['403']")
        .exists();
  }

  private double count(String status) {
    return meters.get("order.creation").tag("status", status).counter().count();
  }

  private ResponseSpec ask(String method, String path, String authorization) {
    WebTestClient.RequestBodySpec request =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + port)
            .responseTimeout(Duration.ofSeconds(20))
            .build()
            .method(HttpMethod.valueOf(method))
            .uri(path);
    if (!authorization.isEmpty()) {
      request.header(HttpHeaders.AUTHORIZATION, authorization);
    }
    return method.equals("POST")
        ? request.contentType(MediaType.APPLICATION_JSON).bodyValue(ORDER).exchange()
        : request.exchange();
  }
}
