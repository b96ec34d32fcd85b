package dev.nines.order.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.nines.order.EventReader;
import dev.nines.order.EventReader.Event;
import dev.nines.order.Orders;
import dev.nines.order.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code GET /orders/events} for readers who come, go, dawdle and come back. */
class EventStreamIT {
  private static EmbeddedPostgres postgres;
  private static Sql sql;

  @BeforeAll
  static void start() throws IOException {
    postgres = EmbeddedPostgres.start();
    sql = new Sql(postgres.getPostgresDatabase());
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  @Test
  void reader_getsWhatHappensFromNowOn() {
    try (Orders orders = orders()) {
      orders.place();
      try (EventReader reader = reader(orders, "")) {
        await().atMost(Orders.LIMIT).until(() -> !reader.lastId().isEmpty());
        String id = orders.place();
        String created = orders.get("/orders/" + id).body();
        orders.cancel(id);

        await().atMost(Orders.LIMIT).until(() -> reader.events().size() == 2);
        assertThat(reader.events())
            .extracting(Event::type)
            .containsExactly("order.created", "order.cancelled");
        assertThat(reader.events().getFirst().data()).isEqualTo(created);
        assertThat(reader.events().getLast().data()).contains("CANCELLED");
        await().atMost(Orders.LIMIT).until(() -> reader.comments().contains("keep-alive"));
      }
    }
  }

  @Test
  void reader_missesNothingOverRestartsOfTheService() {
    List<String> placed = new ArrayList<>();
    AtomicReference<Orders> current = new AtomicReference<>(orders());
    try (EventReader reader = reader(current, "")) {
      await().atMost(Orders.LIMIT).until(() -> !reader.lastId().isEmpty());
      for (int restart = 0; restart < 2; restart++) {
        Orders orders = current.get();
        IntStream.range(0, 20).forEach(_ -> placed.add(orders.place()));
        orders.close();
        current.set(orders());
        IntStream.range(0, 20).forEach(_ -> placed.add(current.get().place()));
      }
      await().atMost(Orders.LIMIT).until(() -> reader.events().size() >= placed.size());

      assertThat(reader.connections()).isGreaterThan(1);
      assertThat(reader.events()).extracting(EventStreamIT::order).isEqualTo(placed);
    } finally {
      current.get().close();
    }
  }

  @Test
  void readerCutOffBeforeItsFirstEvent_goesOnFromWhereItBegan() {
    AtomicReference<Orders> current = new AtomicReference<>(orders());
    String position;
    try (EventReader reader = reader(current, "")) {
      await().atMost(Orders.LIMIT).until(() -> !reader.lastId().isEmpty());
      position = reader.lastId();
    }
    String missed = current.get().place();
    try (EventReader again = reader(current, position)) {
      await().atMost(Orders.LIMIT).until(() -> again.events().size() == 1);
      assertThat(order(again.events().getFirst())).isEqualTo(missed);
    } finally {
      current.get().close();
    }
  }

  @Test
  void readers_liveThroughLostConnectionsToTheDatabase() {
    try (Orders orders = orders();
        EventReader reader = reader(orders, "")) {
      await().atMost(Orders.LIMIT).until(() -> !reader.lastId().isEmpty());
      List<String> placed = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        sql.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'order'");
        // The pool passes over what is dead.
        await()
            .atMost(Orders.LIMIT)
            .until(() -> orders.get("/orders?customer=x").statusCode() == 200);
        placed.add(orders.place());
      }

      await().atMost(Orders.LIMIT).until(() -> reader.events().size() == 3);
      assertThat(reader.events()).extracting(EventStreamIT::order).isEqualTo(placed);
      assertThat(reader.connections()).isEqualTo(1);
    }
  }

  @Test
  void slowReader_isWaitedForAndGetsAll() throws IOException {
    int many = 20_000;
    try (Orders orders = orders()) {
      String start = orders.bean(Outbox.class).head().block(Orders.LIMIT).toString();
      sql.run(
          """
          INSERT INTO outbox (order_id, type, payload)
          SELECT gen_random_uuid(), 'order.created',
                 json_build_object('n', n, 'text', repeat('x', 1000)) FROM generate_series(1, %d) n
          """
              .formatted(many));
      try (Socket socket = new Socket("127.0.0.1", orders.uri("/").getPort())) {
        socket.setSoTimeout((int) Orders.LIMIT.toMillis());
        socket
            .getOutputStream()
            .write(
                "GET /orders/events HTTP/1.1\r\nHost: x\r\nLast-Event-ID: %s\r\n\r\n"
                    .formatted(start)
                    .getBytes(StandardCharsets.US_ASCII));
        // As long as it does not read, the service stops at what the sockets' buffers hold.
        await()
            .atMost(Orders.LIMIT)
            .during(Duration.ofSeconds(1))
            .until(() -> streamed(orders), new Unchanged()::isAndSome);
        assertThat(streamed(orders)).isLessThan(many);

        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (int n = 1; n <= many; n++) {
          String line = lines.readLine();
          while (!line.startsWith("data:")) {
            line = lines.readLine();
          }
          assertThat(line).startsWith("data:{\"n\" : %d,".formatted(n));
        }
      }
      sql.run("DELETE FROM outbox");
    }
  }

  /** Holds while a number, once there, stays as it is. */
  private static final class Unchanged {
    private double last = -1;

    boolean isAndSome(double now) {
      boolean same = now > 0 && now == last;
      last = now;
      return same;
    }
  }

  @ParameterizedTest
  @CsvSource({"x, 400", "7, 400", "999999999-1, 400"})
  void idOfNoEvent_isRefused(String id, int status) {
    try (Orders orders = orders()) {
      assertThat(orders.get("/orders/events?after=" + id).statusCode()).isEqualTo(status);
    }
  }

  @Test
  void eventsThatWereRemoved_areNotMissedInSilence() {
    try (Orders orders = orders()) {
      orders.place();
      String last = orders.bean(Outbox.class).head().block(Orders.LIMIT).toString();
      sql.run("UPDATE outbox SET created_at = now() - interval '25 hours'");
      assertThat(orders.bean(Retention.class).remove().block(Orders.LIMIT)).isPositive();

      assertThat(orders.get("/orders/events?after=0-0").statusCode()).isEqualTo(410);
      assertThat(orders.get("/orders/events?after=0-0").body()).contains(last);
      try (EventReader reader = reader(orders, last)) {
        String id = orders.place();
        await().atMost(Orders.LIMIT).until(() -> reader.events().size() == 1);
        assertThat(order(reader.events().getFirst())).isEqualTo(id);
      }
      // For the tests after this one.
      sql.run("UPDATE outbox_positions SET tx = '0', id = 0; DELETE FROM outbox");
    }
  }

  @Test
  void streams_areBoundedAndNoRequests() {
    try (Orders orders =
        Orders.on(
            postgres.getPort(), "--nines.outbox.stream.limit=2", "--nines.outbox.poll=20ms")) {
      try (EventReader first = reader(orders, "");
          EventReader second = reader(orders, "")) {
        await().atMost(Orders.LIMIT).until(() -> !first.lastId().isEmpty());
        await().atMost(Orders.LIMIT).until(() -> !second.lastId().isEmpty());

        var third = orders.get("/orders/events");

        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).hasValue("5");
      }
      await().atMost(Orders.LIMIT).until(() -> gauge(orders, "outbox.streams") == 0);
      try (EventReader next = reader(orders, "")) {
        await().atMost(Orders.LIMIT).until(() -> !next.lastId().isEmpty());
      }
      assertThat(orders.bean(MeterRegistry.class).find("http.server.requests").timers())
          .noneMatch(timer -> String.valueOf(timer.getId().getTag("uri")).contains("events"));
    }
  }

  private static Orders orders() {
    return Orders.on(
        postgres.getPort(), "--nines.outbox.poll=20ms", "--nines.outbox.stream.keep-alive=200ms");
  }

  private static EventReader reader(Orders orders, String lastId) {
    return reader(new AtomicReference<>(orders), lastId);
  }

  private static EventReader reader(AtomicReference<Orders> orders, String lastId) {
    return new EventReader(() -> orders.get().uri("/orders/events"), lastId);
  }

  private static String order(Event event) {
    return JsonPath.read(event.data(), "$.id");
  }

  private static double gauge(Orders orders, String name) {
    return orders.bean(MeterRegistry.class).get(name).gauge().value();
  }

  private static double streamed(Orders orders) {
    return orders
        .bean(MeterRegistry.class)
        .get("outbox.events")
        .tags("sink", "stream", "type", "order.created", "outcome", "delivered")
        .counter()
        .count();
  }
}
