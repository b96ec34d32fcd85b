package dev.nines.order.outbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import dev.nines.order.Orders;
import dev.nines.order.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** Events in a real Kafka broker. */
class KafkaIT {
  private static final EmbeddedKafkaKraftBroker KAFKA =
      new EmbeddedKafkaKraftBroker(1, 3, "orders");

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void start() throws IOException {
    KAFKA.afterPropertiesSet();
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stop() throws IOException {
    KAFKA.destroy();
    postgres.close();
  }

  @Test
  void events_areThereInOrderWithTheOrdersIdAsKey_alsoThoseFromBeforeKafkaWas() throws IOException {
    List<String> placed = new ArrayList<>();
    try (Orders orders = orders("127.0.0.1:" + freePort(), "--nines.outbox.kafka.timeout=1s")) {
      placeAndCancel(orders, placed, 5);
      await().atMost(Orders.LIMIT).until(() -> counted(orders, "failed") > 0);
      assertThat(
              new Sql(postgres.getPostgresDatabase())
                  .count("SELECT count(*) FROM outbox_positions WHERE name = 'kafka' AND id > 0"))
          .isZero();
    }
    try (Orders orders = orders(KAFKA.getBrokersAsString())) {
      placeAndCancel(orders, placed, 50);
      await().atMost(Orders.LIMIT).until(() -> counted(orders, "delivered") >= 55);

      List<ConsumerRecord<String, String>> records = consume(2 * placed.size());

      Map<String, List<String>> types = new LinkedHashMap<>();
      for (ConsumerRecord<String, String> sent : records) {
        types.computeIfAbsent(sent.key(), _ -> new ArrayList<>()).add(header(sent, "ce_type"));
        assertThat(JsonPath.<String>read(sent.value(), "$.id")).isEqualTo(sent.key());
        assertThat(header(sent, "ce_subject")).isEqualTo(sent.key());
        assertThat(header(sent, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(sent, "content-type")).isEqualTo("application/json");
      }
      assertThat(types.keySet()).containsExactlyInAnyOrderElementsOf(placed);
      assertThat(types.values())
          .allSatisfy(each -> assertThat(each).containsExactly("order.created", "order.cancelled"));
      assertThat(records).extracting(sent -> header(sent, "ce_id")).doesNotHaveDuplicates();
      assertThat(records).extracting(ConsumerRecord::partition).contains(0, 1, 2);
    }
  }

  private static Orders orders(String servers, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add("--nines.outbox.kafka.bootstrap-servers=" + servers);
    arguments.add("--nines.outbox.poll=20ms");
    return Orders.on(postgres.getPort(), arguments.toArray(String[]::new));
  }

  private static void placeAndCancel(Orders orders, List<String> placed, int count) {
    for (int i = 0; i < count; i++) {
      String id = orders.place();
      placed.add(id);
      assertThat(orders.cancel(id).statusCode()).isEqualTo(200);
    }
  }

  private static List<ConsumerRecord<String, String>> consume(int atLeast) {
    Map<String, Object> configuration =
        Map.of(
            "bootstrap.servers",
            KAFKA.getBrokersAsString(),
            "group.id",
            "test",
            "auto.offset.reset",
            "earliest");
    List<ConsumerRecord<String, String>> records = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(configuration, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of("orders"));
      await()
          .atMost(Orders.LIMIT)
          .pollInSameThread()
          .until(() -> {
            consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            return records.size() >= atLeast;
          });
    }
    return records;
  }

  private static String header(ConsumerRecord<String, String> sent, String name) {
    return new String(sent.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static double counted(Orders orders, String outcome) {
    return orders
        .bean(MeterRegistry.class)
        .get("outbox.events")
        .tags("sink", "kafka", "type", "order.created", "outcome", outcome)
        .counter()
        .count();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
