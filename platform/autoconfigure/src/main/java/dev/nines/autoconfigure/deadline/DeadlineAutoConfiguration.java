package dev.nines.autoconfigure.deadline;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.WebFilter;

/** Deadlines of requests, and of the calls they make through the auto-configured WebClient. */
@AutoConfiguration(
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({WebFilter.class, MeterRegistry.class})
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty(name = "nines.deadline.enabled", matchIfMissing = true)
@EnableConfigurationProperties(DeadlineProperties.class)
public final class DeadlineAutoConfiguration {
  @Bean
  DeadlineFilter ninesDeadlineFilter(DeadlineProperties properties, MeterRegistry meters) {
    return new DeadlineFilter(
        properties,
        Counter.builder("deadline.exceeded")
            .description("Requests that were refused or ended because their caller's time was over")
            .register(meters));
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(WebClientCustomizer.class)
  static class Client {
    @Bean
    WebClientCustomizer ninesDeadlineClientFilter() {
      return builder -> builder.filter(new DeadlineClientFilter());
    }
  }
}
