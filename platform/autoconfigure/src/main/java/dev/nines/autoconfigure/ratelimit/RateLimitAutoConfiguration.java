package dev.nines.autoconfigure.ratelimit;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The limit on each client's requests, where {@code nines.rate-limit.enabled} is true. */
@AutoConfiguration(
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({Bucket.class, Caffeine.class, MeterRegistry.class})
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty("nines.rate-limit.enabled")
@EnableConfigurationProperties(RateLimitProperties.class)
public final class RateLimitAutoConfiguration {
  @Bean
  RateLimitFilter ninesRateLimitFilter(RateLimitProperties properties, MeterRegistry meters) {
    ClientBuckets buckets = new ClientBuckets(properties);
    Gauge.builder("rate.limit.clients", buckets, ClientBuckets::size)
        .description("Clients whose requests are being counted")
        .strongReference(true)
        .register(meters);
    Counter rejected =
        Counter.builder("rate.limit.rejected")
            .description("Requests refused because their client had made too many")
            .register(meters);
    return new RateLimitFilter(properties, buckets, rejected);
  }
}
