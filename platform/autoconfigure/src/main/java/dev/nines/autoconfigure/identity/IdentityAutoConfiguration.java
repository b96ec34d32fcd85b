package dev.nines.autoconfigure.identity;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Refuses to start a service that has no name, since no SLO could ever find its series. */
@AutoConfiguration
@EnableConfigurationProperties(NinesProperties.class)
public final class IdentityAutoConfiguration {
  @Bean
  ServiceIdentity ninesServiceIdentity(Environment environment, NinesProperties properties) {
    String name = environment.getProperty("spring.application.name", "");
    if (name.isBlank()) {
      throw new NamelessServiceException();
    }
    return new ServiceIdentity(name, properties.env(), properties.version());
  }
}
