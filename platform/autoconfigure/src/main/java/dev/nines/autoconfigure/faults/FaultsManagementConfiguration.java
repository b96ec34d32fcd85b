package dev.nines.autoconfigure.faults;

import dev.nines.autoconfigure.diagnostics.OpenPath;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;

/** Serves {@link FaultsEndpoint} on the management port only. */
@ManagementContextConfiguration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("nines.faults.enabled")
@ConditionalOnBean(FaultSwitch.class)
public final class FaultsManagementConfiguration {
  @Bean
  FaultsEndpoint ninesFaultsEndpoint(FaultSwitch faults) {
    return new FaultsEndpoint(faults);
  }

  /** Where faults are switched on, whoever reaches the port may inject them. */
  @Bean
  OpenPath ninesFaultsAreOpen(WebEndpointProperties endpoints) {
    return new OpenPath(endpoints.getBasePath() + "/faults");
  }
}
