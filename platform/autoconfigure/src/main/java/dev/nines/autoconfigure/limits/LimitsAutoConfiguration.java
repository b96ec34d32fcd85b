package dev.nines.autoconfigure.limits;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;

/** Limits at the connection, and their meters. */
@AutoConfiguration(
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({NettyServerCustomizer.class, MeterRegistry.class})
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty(name = "nines.limits.enabled", matchIfMissing = true)
@EnableConfigurationProperties(LimitsProperties.class)
public final class LimitsAutoConfiguration {
  @Bean
  LimitsCustomizer ninesLimitsCustomizer(LimitsProperties limits, MeterRegistry meters) {
    LimitsCustomizer customizer = new LimitsCustomizer(limits, new Breaches(meters));
    Gauge.builder("server.connections", customizer, LimitsCustomizer::open)
        .description("Open connections, those of the management port included")
        .register(meters);
    return customizer;
  }
}
