package dev.nines.order.outbox.kafka;

import dev.nines.order.outbox.EventSink;
import dev.nines.order.outbox.OrderEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka as a sink: the order's id is the key, its JSON the value, and the headers are CloudEvents'
 * in binary mode. An event is stored once all in-sync replicas have it.
 *
 * <p>The producer is made when the first event is there, and anew after an error from which it does
 * not recover: brokers, and their names, may come later than this service.
 */
final class KafkaSink implements EventSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KafkaSink.class);

  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final Map<String, Object> configuration;
  private final String topic;
  private @Nullable Producer<String, String> producer;

  KafkaSink(KafkaProperties properties) {
    this.topic = properties.topic();
    this.configuration = configuration(properties);
  }

  private static Map<String, Object> configuration(KafkaProperties properties) {
    int timeout = (int) properties.timeout().toMillis();
    Map<String, Object> configuration = new HashMap<>();
    configuration.put(ProducerConfig.CLIENT_ID_CONFIG, "order-outbox");
    configuration.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    configuration.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeout);
    configuration.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeout / 2);
    configuration.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeout);
    configuration.putAll(properties.properties());
    configuration.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, properties.bootstrapServers());
    configuration.put(ProducerConfig.ACKS_CONFIG, "all");
    configuration.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return configuration;
  }

  @Override
  public String name() {
    return "kafka";
  }

  @Override
  public int deliver(List<OrderEvent> events) throws InterruptedException {
    List<Future<?>> answers = new ArrayList<>();
    try {
      Producer<String, String> kafka = producer();
      for (OrderEvent event : events) {
        answers.add(kafka.send(record(event)));
      }
    } catch (InterruptException _) {
      throw new InterruptedException();
    } catch (KafkaException e) {
      report(e);
    }
    return stored(answers);
  }

  /** All answers are waited for: what is still on its way must not come after what follows it. */
  private int stored(List<Future<?>> answers) throws InterruptedException {
    int stored = 0;
    @Nullable Throwable failure = null;
    for (Future<?> answer : answers) {
      try {
        answer.get();
        if (failure == null) {
          stored++;
        }
      } catch (ExecutionException e) {
        failure = e.getCause();
      }
    }
    if (failure != null) {
      report(failure);
    }
    return stored;
  }

  private void report(Throwable failure) {
    log.warn("Kafka does not take events now: {}", failure.toString());
    // A new one has a new session: whatever of the old one is still on its way is refused.
    close();
  }

  private Producer<String, String> producer() {
    if (producer == null) {
      producer = new KafkaProducer<>(configuration, new StringSerializer(), new StringSerializer());
    }
    return producer;
  }

  private ProducerRecord<String, String> record(OrderEvent event) {
    ProducerRecord<String, String> sent =
        new ProducerRecord<>(topic, event.orderId().toString(), event.payload());
    Headers headers = sent.headers();
    header(headers, "ce_specversion", "1.0");
    header(headers, "ce_id", event.position().toString());
    header(headers, "ce_source", "/orders");
    header(headers, "ce_type", event.type().value());
    header(headers, "ce_subject", event.orderId().toString());
    header(headers, "ce_time", event.happenedAt().toString());
    header(headers, "content-type", "application/json");
    return sent;
  }

  private static void header(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(GOODBYE);
      producer = null;
    }
  }
}
