package dev.nines.autoconfigure.draining;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Readiness out first; then the server, which Spring Boot lets finish what is in flight. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(DrainingProperties.class)
public final class DrainingAutoConfiguration {
  @Bean
  DrainingPause ninesDrainingPause(DrainingProperties properties) {
    return new DrainingPause(properties.delay());
  }
}
