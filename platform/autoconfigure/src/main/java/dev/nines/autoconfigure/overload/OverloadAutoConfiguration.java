package dev.nines.autoconfigure.overload;

import com.netflix.concurrency.limits.Limiter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Load shedding and its meters. */
@AutoConfiguration(
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({Limiter.class, MeterRegistry.class})
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBooleanProperty(name = "nines.overload.enabled", matchIfMissing = true)
@EnableConfigurationProperties({OverloadProperties.class, WebEndpointProperties.class})
public final class OverloadAutoConfiguration {
  @Bean
  AdmissionLimiter ninesAdmissionLimiter(OverloadProperties properties, MeterRegistry meters) {
    AdmissionLimiter limiter = new AdmissionLimiter(properties, new Cores());
    Gauge.builder("overload.limit", limiter, AdmissionLimiter::limit)
        .description("Requests that are worked on at once at most, as of now")
        .register(meters);
    Gauge.builder("overload.in.flight", limiter, AdmissionLimiter::inFlight)
        .description("Requests that are being worked on")
        .register(meters);
    return limiter;
  }

  @Bean
  OverloadFilter ninesOverloadFilter(
      AdmissionLimiter limiter, WebEndpointProperties endpoints, MeterRegistry meters) {
    Counter rejected =
        Counter.builder("overload.rejected")
            .description("Requests that were shed because there were too many at once")
            .register(meters);
    return new OverloadFilter(limiter, new Exemptions(endpoints.getBasePath()), rejected);
  }
}
