package dev.nines.order.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.nines.order.OrderApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
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
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What orders promise over HTTP on any PostgreSQL; a subclass brings one. */
@SpringBootTest(
    classes = OrderApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "management.server.port=0")
abstract class OrderApiContract {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @Autowired private MeterRegistry meters;
  @Autowired private DatabaseClient database;

  @Value("${local.server.port}")
  private int port;

  @Value("${local.management.port}")
  private int managementPort;

  private WebTestClient client = WebTestClient.bindToServer().build();
  private WebClient plain = WebClient.create();
  private String customer = "";

  @BeforeEach
  void connect() {
    String url = "http://127.0.0.1:" + port;
    client = WebTestClient.bindToServer().baseUrl(url).responseTimeout(LIMIT).build();
    plain = WebClient.create(url);
    customer = "c-" + UUID.randomUUID();
    WebTestClient management =
        WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + managementPort).build();
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() ->
            management.get().uri("/actuator/health/readiness").exchange().expectStatus().isOk());
  }

  @Test
  void order_isStoredAsItIsAnswered() {
    double before = successes();

    EntityExchangeResult<byte[]> placed =
        post(
                "EUR",
                "{\"sku\":\"b\",\"quantity\":2,\"unitPrice\":4.5},"
                    + "{\"sku\":\"a\",\"quantity\":1,\"unitPrice\":1}")
            .expectStatus()
            .isCreated()
            .expectHeader()
            .contentType(MediaType.APPLICATION_JSON)
            .expectBody()
            .jsonPath("$.customer")
            .isEqualTo(customer)
            .jsonPath("$.status")
            .isEqualTo("PLACED")
            .jsonPath("$.items[0].sku")
            .isEqualTo("b")
            .jsonPath("$.items[1].sku")
            .isEqualTo("a")
            .returnResult();

    String body = text(placed);
    assertThat(body).contains("\"unitPrice\":4.50", "\"unitPrice\":1.00", "\"total\":10.00");
    String location = placed.getResponseHeaders().getFirst(HttpHeaders.LOCATION);
    assertThat(location).isEqualTo("/orders/" + JsonPath.read(body, "$.id"));
    String read = text(client.get().uri(location).exchange().expectBody().returnResult());
    assertThat(read).isEqualTo(body);
    assertThat(successes() - before).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"JPY, 100, 200", "KWD, 1.234, 2.468", "CLF, 0.0001, 0.0002", "EUR, 0, 0.00"})
  void money_hasItsCurrencysDecimals(String currency, String price, BigDecimal total) {
    String body =
        text(
            post(currency, "{\"sku\":\"a\",\"quantity\":2,\"unitPrice\":" + price + "}")
                .expectStatus()
                .isCreated()
                .expectBody()
                .returnResult());

    assertThat(body).contains("\"total\":" + total.toPlainString());
    String id = JsonPath.read(body, "$.id");
    String read = text(client.get().uri("/orders/" + id).exchange().expectBody().returnResult());
    assertThat(read).isEqualTo(body);
  }

  @Test
  void largestOrder_fits() {
    String item =
        "{\"sku\":\"" + "x".repeat(64) + "\",\"quantity\":10000,\"unitPrice\":999999999.99}";

    post("EUR", String.join(",", java.util.Collections.nCopies(100, item)))
        .expectStatus()
        .isCreated()
        .expectBody()
        .consumeWith(result -> assertThat(text(result)).contains("\"total\":999999999990000.00"));
  }

  @Test
  void unknownOrder_isNotFound() {
    String path = "/orders/" + UUID.randomUUID();

    client.get().uri(path).exchange().expectStatus().isNotFound();
    client.post().uri(path + "/cancellation").exchange().expectStatus().isNotFound();
  }

  @Test
  void cancellation_isIdempotent() {
    String path = "/orders/" + place() + "/cancellation";

    String once = text(client.post().uri(path).exchange().expectBody().returnResult());
    String twice = text(client.post().uri(path).exchange().expectBody().returnResult());

    assertThat(once).contains("\"status\":\"CANCELLED\"").isEqualTo(twice);
  }

  @Test
  void cancellations_atTheSameTimeAllAnswerTheSame() {
    String path = "/orders/" + place() + "/cancellation";

    List<String> answers =
        Flux.range(0, 32)
            .flatMap(_ -> plain.post().uri(path).retrieve().bodyToMono(String.class), 32)
            .collectList()
            .block(LIMIT);

    assertThat(answers).hasSize(32).containsOnly(answers.getFirst());
    assertThat(answers.getFirst()).contains("CANCELLED");
  }

  @Test
  void shippedOrder_cannotBeCancelled() {
    String id = place();
    database
        .sql("UPDATE orders SET status = 'SHIPPED' WHERE id = $1")
        .bind("$1", UUID.fromString(id))
        .then()
        .block(LIMIT);

    client
        .post()
        .uri("/orders/" + id + "/cancellation")
        .exchange()
        .expectStatus()
        .isEqualTo(HttpStatus.CONFLICT)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.detail")
        .isEqualTo("Order " + id + " is shipped and can no longer be cancelled.");
  }

  @Test
  void shippedAndCancelledAtOnce_endsInOneOfBoth() {
    for (int round = 0; round < 20; round++) {
      String id = place();
      Mono<Long> ship =
          database
              .sql("UPDATE orders SET status = 'SHIPPED' WHERE id = $1 AND status = 'PLACED'")
              .bind("$1", UUID.fromString(id))
              .fetch()
              .rowsUpdated();
      Mono<HttpStatus> cancel =
          plain
              .post()
              .uri("/orders/" + id + "/cancellation")
              .exchangeToMono(
                  r -> r.releaseBody().thenReturn(HttpStatus.valueOf(r.statusCode().value())));

      var both = Mono.zip(ship, cancel).block(LIMIT);

      assertThat(both.getT2()).isEqualTo(both.getT1() == 1 ? HttpStatus.CONFLICT : HttpStatus.OK);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 100})
  void pages_holdEachOrderOnceNewestFirst(int limit) {
    List<String> placed = IntStream.range(0, 7).mapToObj(_ -> place()).toList();

    assertThat(turnPages(limit, false)).isEqualTo(placed.reversed());
  }

  @Test
  void pages_loseAndRepeatNothingWhileOrdersArrive() {
    List<String> placed = IntStream.range(0, 30).mapToObj(_ -> place()).toList();

    List<String> seen = turnPages(4, true);

    assertThat(seen).doesNotHaveDuplicates().containsSubsequence(placed.reversed());
  }

  @Test
  void orders_ofOthersAreNotListed() {
    place();
    String mine = customer;
    customer = "c-" + UUID.randomUUID();
    String theirs = place();

    assertThat(turnPages(10, false)).containsExactly(theirs);
    customer = mine;
    assertThat(turnPages(10, false)).hasSize(1).doesNotContain(theirs);
  }

  @Test
  void failedItem_leavesNoOrderBehind() {
    Order broken =
        new Order(
            UUID.randomUUID(),
            customer,
            "EUR",
            List.of(new OrderItem("", 1, BigDecimal.ONE)),
            BigDecimal.ONE,
            OrderStatus.PLACED,
            java.time.Instant.EPOCH);

    assertThat(store().insert(broken).materialize().block(LIMIT).isOnError()).isTrue();
    assertThat(store().find(broken.id()).blockOptional(LIMIT)).isEmpty();
  }

  @Autowired private OrderStore orders;

  private OrderStore store() {
    return orders;
  }

  private List<String> turnPages(int limit, boolean whilePlacing) {
    List<String> seen = new ArrayList<>();
    String after = "";
    while (after != null) {
      String page =
          text(
              client
                  .get()
                  .uri("/orders?customer=" + customer + "&limit=" + limit + after)
                  .exchange()
                  .expectStatus()
                  .isOk()
                  .expectBody()
                  .returnResult());
      List<String> ids = JsonPath.read(page, "$.orders[*].id");
      assertThat(ids).hasSizeLessThanOrEqualTo(limit);
      seen.addAll(ids);
      Object next = JsonPath.<Map<String, Object>>read(page, "$").get("next");
      after = next == null ? null : "&after=" + next;
      if (whilePlacing) {
        place();
      }
    }
    return seen;
  }

  private String place() {
    EntityExchangeResult<byte[]> result =
        post("EUR", "{\"sku\":\"a\",\"quantity\":1,\"unitPrice\":1.99}")
            .expectStatus()
            .isCreated()
            .expectBody()
            .returnResult();
    return JsonPath.read(text(result), "$.id");
  }

  private WebTestClient.ResponseSpec post(String currency, String items) {
    String body =
        "{\"customer\":\"%s\",\"currency\":\"%s\",\"items\":[%s]}"
            .formatted(customer, currency, items);
    return client
        .post()
        .uri("/orders")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  private static String text(EntityExchangeResult<byte[]> result) {
    return new String(result.getResponseBodyContent(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private double successes() {
    return meters.get("order.creation").tag("status", "success").counter().count();
  }
}
