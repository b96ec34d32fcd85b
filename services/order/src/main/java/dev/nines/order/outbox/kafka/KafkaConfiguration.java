package dev.nines.order.outbox.kafka;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sink, where somebody has said which brokers. An empty value means none, as in Compose. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${nines.outbox.kafka.bootstrap-servers:}'.isBlank()")
@EnableConfigurationProperties(KafkaProperties.class)
class KafkaConfiguration {
  @Bean(destroyMethod = "close")
  KafkaSink kafkaSink(KafkaProperties properties) {
    return new KafkaSink(properties);
  }
}
