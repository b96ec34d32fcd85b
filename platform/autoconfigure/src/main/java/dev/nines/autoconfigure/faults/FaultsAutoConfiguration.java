package dev.nines.autoconfigure.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.HandlerMapping;

/** Fault injection, only where {@code nines.faults.enabled} is true; otherwise not even a bean. */
@AutoConfiguration
@ConditionalOnBooleanProperty("nines.faults.enabled")
@ConditionalOnClass(HandlerMapping.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties({FaultsProperties.class, WebEndpointProperties.class})
public final class FaultsAutoConfiguration {
  @Bean
  FaultSwitch ninesFaultSwitch() {
    return new FaultSwitch(() -> ThreadLocalRandom.current().nextDouble());
  }

  @Bean
  FaultTargets ninesFaultTargets(FaultsProperties faults, WebEndpointProperties endpoints) {
    List<String> excluded = new ArrayList<>(faults.exclude());
    excluded.add(endpoints.getBasePath());
    return new FaultTargets(excluded);
  }

  @Bean
  LatencyFilter ninesLatencyFilter(FaultSwitch faults, FaultTargets targets) {
    return new LatencyFilter(faults, targets);
  }

  @Bean
  ErrorHandlerMapping ninesErrorHandlerMapping(
      FaultSwitch faults, FaultTargets targets, ObjectProvider<HandlerMapping> mappings) {
    return new ErrorHandlerMapping(faults, targets, mappings);
  }
}
