package dev.nines.order.outbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaPropertiesTests {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @ParameterizedTest
  @ValueSource(strings = {"kafka:9092", "10.0.0.1:9092", "[::1]:9092", "a.b-c:1"})
  void server_isHostAndPort(String server) {
    assertThat(properties(server, "orders", Map.of()).bootstrapServers()).containsExactly(server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "kafka", "kafka:", ":9092", "http://kafka:9092", "a b:1"})
  void otherServer_isRefused(String server) {
    assertThatThrownBy(() -> properties(server, "orders", Map.of()))
        .hasMessage(
            "bootstrap-servers must be host:port, with commas between them, was: " + server);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b"})
  void otherTopic_isRefused(String topic) {
    assertThatThrownBy(() -> properties("kafka:9092", topic, Map.of()))
        .hasMessageStartingWith("topic must be");
  }

  @Test
  void whatOrderingRestsOn_cannotBeSwitchedOff() {
    assertThatThrownBy(() -> properties("kafka:9092", "orders", Map.of("acks", "0")))
        .hasMessage("properties must not set acks");
  }

  private static KafkaProperties properties(
      String server, String topic, Map<String, String> properties) {
    return new KafkaProperties(List.of(server), topic, TIMEOUT, properties);
  }
}
