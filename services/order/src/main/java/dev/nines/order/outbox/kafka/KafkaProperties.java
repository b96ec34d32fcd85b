package dev.nines.order.outbox.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where in Kafka events go.
 *
 * @param bootstrapServers {@code host:port} of some brokers; none means no Kafka
 * @param topic which must exist, or brokers must be allowed to create it
 * @param timeout after which an event is given up, to be tried again; at least a second
 * @param properties of Kafka's producer, such as {@code security.protocol}; those that ordering and
 *     durability rest on are not to be changed
 */
@ConfigurationProperties("nines.outbox.kafka")
record KafkaProperties(
    @DefaultValue List<String> bootstrapServers,
    @DefaultValue("orders") String topic,
    @DefaultValue("10s") Duration timeout,
    @DefaultValue Map<String, String> properties) {
  private static final Pattern SERVER =
      Pattern.compile("[^\\s:/]+:\\d{1,5}|\\[[0-9a-fA-F:]+]:\\d{1,5}");

  /** Kafka's own rule. */
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  KafkaProperties {
    bootstrapServers = List.copyOf(bootstrapServers);
    properties = Map.copyOf(properties);
    for (String server : bootstrapServers) {
      if (!SERVER.matcher(server).matches()) {
        throw new IllegalArgumentException(
            "bootstrap-servers must be host:port, with commas between them, was: " + server);
      }
    }
    if (!TOPIC.matcher(topic).matches()) {
      throw new IllegalArgumentException(
          "topic must be 1 to 249 letters, digits or . _ -, was: " + topic);
    }
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("timeout must be at least 1s, was: " + timeout);
    }
    for (String fixed : List.of("acks", "enable.idempotence", "bootstrap.servers")) {
      if (properties.containsKey(fixed)) {
        throw new IllegalArgumentException("properties must not set " + fixed);
      }
    }
  }
}
