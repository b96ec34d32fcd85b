package dev.nines.autoconfigure.metrics;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;

/**
 * Leaves scrapes and probes out of {@code http.server.requests} and out of the traces: they are no
 * requests of the service's users, and would dilute every ratio.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
public final class ManagementObservationConfiguration {
  @Bean
  ObservationRegistry ninesManagementObservationRegistry() {
    return ObservationRegistry.NOOP;
  }
}
