package dev.nines.order.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.order.Orders;
import dev.nines.order.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are repeated, on a real PostgreSQL. */
class IdempotencyIT {
  /** Orders of this customer wait, inside of their statement, for whoever has lock 4711. */
  private static final String SLOW = "slow";

  private static EmbeddedPostgres postgres;
  private static Orders orders;
  private static Sql sql;

  private final String key = UUID.randomUUID().toString();

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    sql = new Sql(postgres.getPostgresDatabase());
    orders =
        Orders.on(
            postgres.getPort(),
            // Long enough for a request to be held up on purpose.
            "--nines.database.timeout=50s",
            "--spring.r2dbc.properties.statementTimeout=PT50S",
            "--nines.idempotency.retention=1h",
            "--nines.idempotency.clean-up=200ms");
    sql.run(
        """
        CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql
          AS 'BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NEW; END';
        CREATE TRIGGER hold BEFORE INSERT ON orders FOR EACH ROW
          WHEN (NEW.customer = 'slow') EXECUTE FUNCTION hold();
        CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql
          AS 'BEGIN RAISE check_violation; END';
        CREATE TRIGGER fail BEFORE INSERT ON order_items FOR EACH ROW
          WHEN (NEW.sku = 'broken') EXECUTE FUNCTION fail();
        """);
  }

  @AfterAll
  static void stop() throws IOException {
    orders.close();
    postgres.close();
  }

  @Test
  void sameRequest_getsTheSameAnswerAndIsNoSecondOrder() {
    String customer = customer();
    double created = counted("order.creation", "status", "success");
    double replays = counted("order.creation.replays");

    HttpResponse<String> first = orders.post(Orders.body(customer, "4.5"), key);
    // The same order in other words.
    HttpResponse<String> second = orders.post(Orders.body(customer, "4.500"), key);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"))
        .hasValue("/orders/" + Orders.id(first));
    assertThat(second.headers().firstValue("Idempotency-Replayed")).hasValue("true");
    assertThat(ordersOf(customer)).isEqualTo(1);
    assertThat(eventsOf(customer)).isEqualTo(1);
    assertThat(counted("order.creation", "status", "success") - created).isEqualTo(1);
    assertThat(counted("order.creation.replays") - replays).isEqualTo(1);
  }

  @Test
  void answer_isTheFirstOneWhateverBecameOfTheOrder() {
    String body = Orders.body(customer(), "1");
    HttpResponse<String> first = orders.post(body, key);
    assertThat(orders.cancel(Orders.id(first)).statusCode()).isEqualTo(200);

    assertThat(orders.post(body, key).body()).isEqualTo(first.body()).contains("PLACED");
    assertThat(orders.get("/orders/" + Orders.id(first)).body()).contains("CANCELLED");
  }

  @Test
  void otherBody_is422() {
    String customer = customer();
    double rejected = counted("order.creation", "status", "rejected");
    assertThat(orders.post(Orders.body(customer, "1"), key).statusCode()).isEqualTo(201);

    HttpResponse<String> other = orders.post(Orders.body(customer, "2"), key);

    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(other.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(other.body()).contains("another request");
    assertThat(ordersOf(customer)).isEqualTo(1);
    assertThat(counted("order.creation", "status", "rejected") - rejected).isEqualTo(1);
  }

  @Test
  void otherKeyOrNone_isAnotherOrder() {
    String customer = customer();
    String body = Orders.body(customer, "1");

    orders.post(body, key);
    orders.post(body, UUID.randomUUID().toString());
    orders.post(body);
    orders.post(body);

    assertThat(ordersOf(customer)).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b"})
  void invalidKey_is400(String invalid) {
    HttpResponse<String> answer = orders.post(Orders.body(customer(), "1"), invalid);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Idempotency-Key must be given once");
  }

  @Test
  void requestInFlight_is409AndNobodyWaits() throws SQLException {
    long before = ordersOf(SLOW);
    String body = Orders.body(SLOW, "1");
    CompletableFuture<HttpResponse<String>> first;
    try (Connection lock = lock()) {
      first = orders.postLater(body, key);
      awaitHeldUp();

      HttpResponse<String> second = orders.post(body, key);

      assertThat(second.statusCode()).isEqualTo(409);
      assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
      assertThat(second.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(first).isNotDone();
      assertThat(lock.isClosed()).isFalse();
    }
    HttpResponse<String> stored = first.orTimeout(60, java.util.concurrent.TimeUnit.SECONDS).join();
    assertThat(stored.statusCode()).isEqualTo(201);
    assertThat(orders.post(body, key).body()).isEqualTo(stored.body());
    assertThat(ordersOf(SLOW) - before).isEqualTo(1);
  }

  @Test
  void twentyAtOnce_areOneOrder() {
    for (int round = 0; round < 5; round++) {
      String customer = customer();
      String name = key + round;
      List<CompletableFuture<HttpResponse<String>>> sent =
          IntStream.range(0, 20)
              .mapToObj(_ -> orders.postLater(Orders.body(customer, "1"), name))
              .toList();

      List<HttpResponse<String>> answers = sent.stream().map(CompletableFuture::join).toList();

      assertThat(answers).extracting(HttpResponse::statusCode).isSubsetOf(201, 409).contains(201);
      assertThat(
              answers.stream()
                  .filter(answer -> answer.statusCode() == 201)
                  .map(HttpResponse::body)
                  .distinct())
          .hasSize(1);
      assertThat(ordersOf(customer)).isEqualTo(1);
    }
  }

  @Test
  void failedOrder_leavesNothing() {
    String customer = customer();
    String broken = Orders.body(customer, "1").replace("\"a\"", "\"broken\"");
    assertThat(orders.post(broken, key).statusCode()).isEqualTo(500);

    assertThat(ordersOf(customer)).isZero();
    assertThat(eventsOf(customer)).isZero();
    assertThat(sql.count("SELECT count(*) FROM idempotency_keys WHERE key = '" + key + "'"))
        .isZero();
    // Not even the request's content: what never happened binds nobody.
    assertThat(orders.post(Orders.body(customer, "7"), key).statusCode()).isEqualTo(201);
  }

  @Test
  void connectionLostInTheMiddle_leavesNothing() throws SQLException {
    long before = ordersOf(SLOW);
    String body = Orders.body(SLOW, "1");
    try (Connection lock = lock()) {
      CompletableFuture<HttpResponse<String>> first = orders.postLater(body, key);
      awaitHeldUp();
      sql.run(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'advisory'");
      assertThat(first.join().statusCode()).isEqualTo(503);
      assertThat(lock.isClosed()).isFalse();
    }
    // As the answer advises: the pool may hand out the dead connection once more, before its end is
    // read.
    HttpResponse<String> again =
        await()
            .atMost(Orders.LIMIT)
            .until(() -> orders.post(body, key), answer -> answer.statusCode() != 503);

    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.headers().firstValue("Idempotency-Replayed")).isEmpty();
    assertThat(ordersOf(SLOW) - before).isEqualTo(1);
  }

  @Test
  void oldKeys_areForgottenAndYoungOnesKept() {
    String customer = customer();
    String body = Orders.body(customer, "1");
    orders.post(body, key);
    sql.run(
        """
        INSERT INTO idempotency_keys
        SELECT '', 'old-' || n, decode(repeat('00', 32), 'hex'), gen_random_uuid(),
               now() - interval '61 minutes' FROM generate_series(1, 2500) n
        """);

    await()
        .atMost(Orders.LIMIT)
        .until(() -> sql.count("SELECT count(*) FROM idempotency_keys WHERE key ~ '^old'") == 0);
    orders.post(body, key);
    assertThat(ordersOf(customer)).isEqualTo(1);

    sql.run(
        "UPDATE idempotency_keys SET created_at = now() - interval '61 minutes' WHERE key = '"
            + key
            + "'");
    await()
        .atMost(Orders.LIMIT)
        .until(() ->
            sql.count("SELECT count(*) FROM idempotency_keys WHERE key = '" + key + "'") == 0);
    orders.post(body, key);
    assertThat(ordersOf(customer)).isEqualTo(2);
  }

  private static Connection lock() throws SQLException {
    Connection connection = postgres.getPostgresDatabase().getConnection();
    try (Statement lock = connection.createStatement()) {
      lock.execute("SELECT pg_advisory_lock(4711)");
    }
    return connection;
  }

  private static void awaitHeldUp() {
    await()
        .atMost(Orders.LIMIT)
        .until(() ->
            sql.count("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory'") == 1);
  }

  private static String customer() {
    return "c-" + UUID.randomUUID();
  }

  private static long ordersOf(String customer) {
    return sql.count("SELECT count(*) FROM orders WHERE customer = '" + customer + "'");
  }

  private static long eventsOf(String customer) {
    return sql.count(
        "SELECT count(*) FROM outbox WHERE payload ->> 'customer' = '" + customer + "'");
  }

  private static double counted(String counter, String... tags) {
    return orders.bean(MeterRegistry.class).get(counter).tags(tags).counter().count();
  }
}
