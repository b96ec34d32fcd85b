package dev.nines.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nines.order.OrderApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The whole service, with nothing where its database should be: what it refuses, and how. */
@SpringBootTest(
    classes = OrderApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "NINES_POSTGRES_URL=127.0.0.1:1/orders"})
class WithoutDatabaseTests {
  private static final String ORDER =
      """
      {"customer": "c-1", "currency": "EUR", "items": [%s]}\
      """;
  private static final String ITEM =
      """
      {"sku": "a", "quantity": 1, "unitPrice": 1.5}\
      """;

  @Autowired private MeterRegistry meters;

  @Value("${local.server.port}")
  private int port;

  @Value("${local.management.port}")
  private int managementPort;

  private WebTestClient client = WebTestClient.bindToServer().build();
  private double counted;

  @BeforeEach
  void connect() {
    client =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + port)
            .responseTimeout(Duration.ofSeconds(20))
            .build();
    counted = count("success") + count("failed") + count("rejected");
  }

  @Test
  void order_is503AndFailed() {
    double failed = count("failed");

    problem(post(ORDER.formatted(ITEM)), 503)
        .jsonPath("$.title")
        .isEqualTo("Service Unavailable")
        .jsonPath("$.errors")
        .doesNotExist();

    assertThat(count("failed") - failed).isEqualTo(1);
    assertCountedOnce();
  }

  @Test
  void orderThatIsLateAlready_is504AndFailed() {
    double failed = count("failed");

    client
        .post()
        .uri("/orders")
        .header("x-envoy-expected-rq-timeout-ms", "0")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(ORDER.formatted(ITEM))
        .exchange()
        .expectStatus()
        .isEqualTo(504)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON);

    assertThat(count("failed") - failed).isEqualTo(1);
    assertCountedOnce();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/orders/019a0000-0000-7000-8000-000000000000", "/orders?customer=c-1"})
  void read_is503AndSaysWhenToComeBack(String path) {
    WebTestClient.ResponseSpec response = client.get().uri(path).exchange();

    response.expectHeader().valueEquals(HttpHeaders.RETRY_AFTER, "1");
    problem(response, 503);
  }

  @Test
  void service_livesButIsNotReady() {
    WebTestClient management =
        WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + managementPort).build();

    management.get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
    management.get().uri("/actuator/health/readiness").exchange().expectStatus().isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"customer\": \"c\"                    | The body is not valid JSON (line 1, column",
        "{\"customer\": \"c\",\"customer\": \"d\"} | The body is not valid JSON (line 1, column",
        "{} {}                                   | The body must be one JSON object (line 1, column",
        "[]                                      | The body must be one JSON object",
        "7                                       | The body must be one JSON object",
        "null                                    | The request has no body",
      })
  void bodyThatIsNoOrder_isRejectedWithItsPlace(String body, String detail) {
    problem(post(body), 400)
        .jsonPath("$.detail")
        .value(String.class, found -> assertThat(found).startsWith(detail));

    assertCountedOnce();
  }

  @Test
  void missingBody_isRejected() {
    problem(post(""), 400)
        .jsonPath("$.detail")
        .value(String.class, d -> assertThat(d).contains("no body"));
    assertCountedOnce();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"sku\": \"a\", \"qty\": 1}      | items[1].qty       | is not a known property",
        "{\"quantity\": \"3\"}             | items[1].quantity  | must be a whole number",
        "{\"quantity\": 3.5}               | items[1].quantity  | must be a whole number",
        "{\"quantity\": 99999999999}       | items[1].quantity  | is out of range",
        "{\"unitPrice\": \"1.5\"}          | items[1].unitPrice | must be a number",
        "{\"unitPrice\": {}}               | items[1].unitPrice | must be a number",
        "{\"sku\": 7}                      | items[1].sku       | must be a string",
        "{\"sku\": true}                   | items[1].sku       | must be a string",
        "[]                                | items[1]           | must be an object",
      })
  void wrongType_isRejectedByName(String item, String field, String message) {
    problem(post(ORDER.formatted(ITEM + "," + item)), 400)
        .jsonPath("$.errors.length()")
        .isEqualTo(1)
        .jsonPath("$.errors[0].field")
        .isEqualTo(field)
        .jsonPath("$.errors[0].message")
        .isEqualTo(message);

    assertCountedOnce();
  }

  @Test
  void invalidFields_areAllNamed() {
    problem(
            post(
                "{\"customer\":\"a b\",\"currency\":\"JPY\",\"items\":[{\"quantity\":0,\"unitPrice\":1.5}]}"),
            400)
        .jsonPath("$.detail")
        .isEqualTo(
            "4 fields are invalid: customer, items[0].quantity, items[0].sku, items[0].unitPrice.")
        .jsonPath("$.errors.length()")
        .isEqualTo(4);

    assertCountedOnce();
  }

  @Test
  void largeBody_is413() {
    problem(post(" ".repeat(65_537) + ORDER.formatted(ITEM)), 413);
    assertCountedOnce();
  }

  @Test
  void otherMediaType_is415() {
    problem(
        client.post().uri("/orders").contentType(MediaType.TEXT_PLAIN).bodyValue("x").exchange(),
        415);
    assertCountedOnce();
  }

  @Test
  void clientThatHangsUpInItsBody_isRejected() throws IOException {
    double rejected = count("rejected");
    try (Socket socket = new Socket("127.0.0.1", port)) {
      String half =
          "POST /orders HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n{";
      socket.getOutputStream().write(half.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();
    }

    Awaitility.await().untilAsserted(() -> assertThat(count("rejected") - rejected).isEqualTo(1));
    assertCountedOnce();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/orders                       | customer | must be given",
        "/orders?customer=c&after=x    | after    | must be a UUID",
        "/orders?customer=c&limit=x    | limit    | must be a whole number",
        "/orders?customer=c&limit=0    | limit    | must be at least 1",
        "/orders?customer=c&limit=101  | limit    | must be at most 100",
        "/orders/x                     | id       | must be a UUID",
      })
  void badParameter_isNamed(String path, String field, String message) {
    problem(client.get().uri(path).exchange(), 400)
        .jsonPath("$.errors[0].field")
        .isEqualTo(field)
        .jsonPath("$.errors[0].message")
        .isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, 404",
    "GET, /nothing, 404",
    "GET, /actuator/health, 404",
    "DELETE, /orders, 405",
    "PUT, /orders/019a0000-0000-7000-8000-000000000000, 405"
  })
  void unknownWay_isAProblemToo(String method, String path, int status) {
    problem(
        client.method(org.springframework.http.HttpMethod.valueOf(method)).uri(path).exchange(),
        status);
  }

  @Test
  void openApi_listsWhatCanBeDone() {
    client
        .get()
        .uri("/v3/api-docs")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.paths['/orders'].post.responses['201']")
        .exists()
        .jsonPath("$.paths['/orders'].get.responses['200']")
        .exists()
        .jsonPath("$.paths['/orders/{id}'].get.responses['404']")
        .exists()
        .jsonPath("$.paths['/orders/{id}/cancellation'].post.responses['409']")
        .exists()
        .jsonPath(
            "$.paths['/orders'].post.responses['400'].content['application/problem+json'].examples")
        .isNotEmpty()
        .jsonPath(
            "$.paths['/orders'].post.responses['503'].content['application/problem+json'].schema")
        .exists()
        .jsonPath("$.components.schemas.OrderRequest.required")
        .isNotEmpty()
        .jsonPath("$.components.schemas.Problem.properties.errors")
        .exists();
  }

  private WebTestClient.ResponseSpec post(String body) {
    return client
        .post()
        .uri("/orders")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private WebTestClient.BodyContentSpec problem(WebTestClient.ResponseSpec response, int status) {
    return response
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo(status)
        .jsonPath("$.title")
        .isNotEmpty()
        .jsonPath("$.instance")
        .isNotEmpty()
        .jsonPath("$.detail")
        .value(String.class, detail -> assertThat(detail).doesNotContain("dev.nines", "java."));
  }

  private void assertCountedOnce() {
    assertThat(count("success") + count("failed") + count("rejected")).isEqualTo(counted + 1);
  }

  private double count(String status) {
    return meters.get("order.creation").tag("status", status).counter().count();
  }
}
