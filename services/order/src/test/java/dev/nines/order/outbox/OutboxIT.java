package dev.nines.order.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.nines.order.Orders;
import dev.nines.order.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Events of orders: each told, in order, however things go. */
class OutboxIT {
  private static EmbeddedPostgres postgres;
  private static Sql sql;
  private static RecordingSink sink = new RecordingSink();

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    sql = new Sql(postgres.getPostgresDatabase());
    // Makes the schema.
    Orders.on(postgres.getPort()).close();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void reset() {
    sink = new RecordingSink();
    sql.run("DELETE FROM outbox; DELETE FROM outbox_positions WHERE name <> 'removed'");
    sql.run("UPDATE outbox_positions SET tx = '0', id = 0");
  }

  @Test
  void order_tellsWhatHappenedToItOnce() {
    try (Orders orders = Orders.on(postgres.getPort())) {
      String id = orders.place();
      String created = orders.get("/orders/" + id).body();
      orders.cancel(id);
      orders.cancel(id);
      String cancelled = orders.get("/orders/" + id).body();

      List<OrderEvent> events = told(orders, Position.START, 2);

      assertThat(events)
          .extracting(OrderEvent::type)
          .containsExactly(EventType.CREATED, EventType.CANCELLED);
      assertThat(events).extracting(OrderEvent::payload).containsExactly(created, cancelled);
      assertThat(events).extracting(OrderEvent::orderId).containsOnly(UUID.fromString(id));
      assertThat(told(orders, events.getFirst().position(), 1)).containsExactly(events.getLast());
    }
  }

  @Test
  void rowCommittedLate_isNotPassed() throws SQLException {
    try (Orders orders = Orders.on(postgres.getPort());
        Connection slow = postgres.getPostgresDatabase().getConnection();
        Statement writes = slow.createStatement()) {
      String first = orders.place();
      Position reader = told(orders, Position.START, 1).getLast().position();
      slow.setAutoCommit(false);
      UUID late = UUID.randomUUID();
      writes.execute(event(late));
      String second = orders.place();
      // The table has the second order's event, and a number below it that nobody can see yet.
      assertThat(sql.count("SELECT count(*) FROM outbox WHERE order_id = '" + second + "'"))
          .isEqualTo(1);

      assertThat(read(orders, reader)).isEmpty();
      assertThat(pending(orders).events()).isEqualTo(1);

      slow.commit();
      assertThat(told(orders, reader, 2))
          .extracting(event -> event.orderId().toString())
          .containsExactly(late.toString(), second)
          .doesNotContain(first);
      assertThat(pending(orders).events()).isZero();
    }
  }

  @Test
  void numberDrawnEarly_doesNotLetALaterTransactionOvertake() throws SQLException {
    try (Orders orders = Orders.on(postgres.getPort());
        Connection slow = postgres.getPostgresDatabase().getConnection();
        Statement writes = slow.createStatement()) {
      // Each 32nd number, PostgreSQL writes to its log, and that would be a write already.
      while (sql.count("SELECT log_cnt FROM outbox_id_seq") < 2) {
        sql.run("SELECT nextval('outbox_id_seq')");
      }
      slow.setAutoCommit(false);
      // A number without a transaction's id, which PostgreSQL gives at the first write only.
      writes.execute("SELECT nextval(pg_get_serial_sequence('outbox', 'id'))");
      String first = orders.place();
      Position reader = told(orders, Position.START, 1).getLast().position();
      UUID late = UUID.randomUUID();
      writes.execute(
          event(late)
              .replace("(order_id", "(id, order_id")
              .replace(
                  "VALUES (",
                  "OVERRIDING SYSTEM VALUE VALUES (currval(pg_get_serial_sequence('outbox', 'id')), "));
      slow.commit();

      assertThat(told(orders, reader, 1))
          .as("a lower number than %s's, committed after it was read", first)
          .extracting(OrderEvent::orderId)
          .containsExactly(late);
    }
  }

  @Test
  void rolledBackRow_holdsNobodyUp() throws SQLException {
    try (Orders orders = Orders.on(postgres.getPort());
        Connection slow = postgres.getPostgresDatabase().getConnection();
        Statement writes = slow.createStatement()) {
      slow.setAutoCommit(false);
      writes.execute(event(UUID.randomUUID()));
      String placed = orders.place();
      slow.rollback();

      assertThat(told(orders, Position.START, 1))
          .extracting(event -> event.orderId().toString())
          .containsExactly(placed);
    }
  }

  /** Where a number gets one digit more, a text's order would pass over all that came before. */
  @Test
  void transactionIds_areNumbers() {
    List<UUID> told = Stream.generate(UUID::randomUUID).limit(4).toList();
    int[] transactions = {8, 9, 10, 100};
    IntStream.range(0, 4)
        .forEach(i ->
            sql.run(
                "INSERT INTO outbox (tx, order_id, type, payload) VALUES ('%d', '%s', 'order.created', '{}')"
                    .formatted(transactions[i], told.get(i))));

    try (Orders orders = withSink()) {
      awaitTold(orders);

      assertThat(sink.received).extracting(OrderEvent::orderId).containsExactlyElementsOf(told);
      assertThat(read(orders, Position.START))
          .extracting(OrderEvent::orderId)
          .containsExactlyElementsOf(told);
    }
  }

  @Test
  void sink_getsEachEventInOrderThoughAnswersAreLostAndTheServiceIsRestarted() {
    sink.losesAnswerEvery = 3;
    List<String> placed = new ArrayList<>();
    try (Orders orders = withSink()) {
      placeAndCancel(orders, placed, 30);
    }
    try (Orders orders = withSink()) {
      placeAndCancel(orders, placed, 30);
      awaitTold(orders);

      assertThat(sink.received).hasSizeGreaterThan(120);
      assertThat(firstTimes().values()).hasSize(120);
      assertThat(firstTimes().values())
          .extracting(OrderEvent::position)
          .as("the first time that each is told")
          .isSorted();
      assertThat(ofEach())
          .containsOnlyKeys(placed)
          .allSatisfy((_, types) ->
              assertThat(types).containsExactly(EventType.CREATED, EventType.CANCELLED));
      assertThat(counted(orders, "failed")).isPositive();
      assertThat(counted(orders, "delivered")).isPositive();
    }
  }

  @Test
  void sinkThatIsAway_getsAllLater() {
    sink.on = false;
    try (Orders orders = withSink()) {
      List<String> placed = new ArrayList<>();
      placeAndCancel(orders, placed, 5);
      await()
          .atMost(Orders.LIMIT)
          .untilAsserted(() -> assertThat(pending(orders).events()).isEqualTo(10));
      assertThat(pending(orders).oldest()).isPositive();

      sink.on = true;
      awaitTold(orders);
      assertThat(ofEach()).containsOnlyKeys(placed);
      assertThat(pending(orders)).isEqualTo(new Outbox.Pending(0, Duration.ZERO));
    }
  }

  @Test
  void replicas_takeTurns() {
    List<String> placed = new ArrayList<>();
    try (Orders second = startTwoAndStopOne(placed)) {
      placeAndCancel(second, placed, 10);
      awaitTold(second);
    }
    assertThat(sink.mostAtOnce).hasValue(1);
    assertThat(ofEach()).containsOnlyKeys(placed);
    assertThat(sink.received).as("nothing twice, since nobody crashed").hasSize(60);
  }

  private static Orders startTwoAndStopOne(List<String> placed) {
    try (Orders first = withSink()) {
      Orders second = withSink();
      placeAndCancel(first, placed, 10);
      placeAndCancel(second, placed, 10);
      awaitTold(first);
      return second;
    }
  }

  @Test
  void retention_takesWhatIsOldAndToldAndNothingElse() {
    sink.on = false;
    try (Orders orders = withSink()) {
      String old = orders.place();
      sql.run("UPDATE outbox SET created_at = now() - interval '25 hours'");
      assertThat(orders.bean(Retention.class).remove().block(Orders.LIMIT)).isZero();

      sink.on = true;
      awaitTold(orders);
      String young = orders.place();
      awaitTold(orders);
      assertThat(orders.bean(Retention.class).remove().block(Orders.LIMIT)).isEqualTo(1);

      assertThat(read(orders, Position.START))
          .extracting(event -> event.orderId().toString())
          .containsExactly(young)
          .doesNotContain(old);
      Position removed = sink.received.getFirst().position();
      Page page = orders.bean(Outbox.class).after(Position.START, 10).block(Orders.LIMIT);
      assertThat(page.removed()).isEqualTo(removed);
    }
  }

  @Test
  void retention_goesOnUntilNothingOldIsLeft() {
    try (Orders orders = Orders.on(postgres.getPort())) {
      sql.run(
          """
          INSERT INTO outbox (order_id, type, payload, created_at)
          SELECT gen_random_uuid(), 'order.created', '{}', now() - interval '25 hours'
          FROM generate_series(1, 2500)
          """);
      orders.place();

      assertThat(orders.bean(Retention.class).remove().block(Orders.LIMIT)).isEqualTo(2500);
      assertThat(sql.count("SELECT count(*) FROM outbox")).isEqualTo(1);
    }
  }

  @Test
  void retention_leavesWhatNobodyCouldReadYet() throws SQLException {
    try (Orders orders = Orders.on(postgres.getPort());
        Connection slow = postgres.getPostgresDatabase().getConnection();
        Statement writes = slow.createStatement()) {
      slow.setAutoCommit(false);
      writes.execute(event(UUID.randomUUID()));
      orders.place();
      sql.run("UPDATE outbox SET created_at = now() - interval '25 hours'");

      assertThat(orders.bean(Retention.class).remove().block(Orders.LIMIT)).isZero();

      slow.rollback();
      assertThat(orders.bean(Retention.class).remove().block(Orders.LIMIT)).isEqualTo(1);
    }
  }

  private static Orders withSink() {
    return Orders.on(postgres.getPort(), List.of(WithSink.class), "--nines.outbox.poll=20ms");
  }

  @Configuration(proxyBeanMethods = false)
  static class WithSink {
    @Bean
    EventSink recordingSink() {
      RecordingSink shared = sink;
      return new EventSink() {
        @Override
        public String name() {
          return "recording";
        }

        @Override
        public int deliver(List<OrderEvent> events) {
          return shared.take(events);
        }
      };
    }
  }

  private static void placeAndCancel(Orders orders, List<String> placed, int count) {
    for (int i = 0; i < count; i++) {
      String id = orders.place();
      placed.add(id);
      assertThat(orders.cancel(id).statusCode()).isEqualTo(200);
    }
  }

  private static void awaitTold(Orders orders) {
    await().atMost(Orders.LIMIT).until(() -> pending(orders).events() == 0);
  }

  private static Outbox.Pending pending(Orders orders) {
    return orders.bean(PendingEvents.class).count().block(Orders.LIMIT);
  }

  /**
   * So many events at least, once they can be seen: whoever else writes to the server, as
   * autovacuum does, holds them back for a moment.
   */
  private static List<OrderEvent> told(Orders orders, Position after, int events) {
    await().atMost(Orders.LIMIT).until(() -> read(orders, after).size() >= events);
    return read(orders, after);
  }

  private static List<OrderEvent> read(Orders orders, Position after) {
    return orders.bean(Outbox.class).after(after, 1_000).block(Orders.LIMIT).events();
  }

  private static Map<Position, OrderEvent> firstTimes() {
    Map<Position, OrderEvent> first = new LinkedHashMap<>();
    sink.received.forEach(event -> first.putIfAbsent(event.position(), event));
    return first;
  }

  private static Map<String, List<EventType>> ofEach() {
    Map<String, List<EventType>> types = new LinkedHashMap<>();
    firstTimes()
        .values()
        .forEach(event ->
            types
                .computeIfAbsent(event.orderId().toString(), _ -> new ArrayList<>())
                .add(event.type()));
    return types;
  }

  private static double counted(Orders orders, String outcome) {
    return orders
        .bean(MeterRegistry.class)
        .get("outbox.events")
        .tags("sink", "recording", "type", "order.created", "outcome", outcome)
        .counter()
        .count();
  }

  private static String event(UUID order) {
    return "INSERT INTO outbox (order_id, type, payload) VALUES ('%s', 'order.created', '{}')"
        .formatted(order);
  }
}
