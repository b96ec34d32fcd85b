package dev.nines.autoconfigure.slo;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Serves {@link SloEndpoint} on a management port of its own, which is guarded. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnClass(PrometheusMeterRegistry.class)
@ConditionalOnBean({ServiceSlos.class, PrometheusMeterRegistry.class})
public final class SloManagementConfiguration {
  @Bean
  SloEndpoint ninesSloEndpoint(ServiceSlos slos, PrometheusMeterRegistry meters) {
    return new SloEndpoint(slos, new SloCounts(meters.getPrometheusRegistry()));
  }
}
