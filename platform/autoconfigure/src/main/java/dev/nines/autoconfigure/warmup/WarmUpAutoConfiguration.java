package dev.nines.autoconfigure.warmup;

import dev.nines.autoconfigure.diagnostics.OpenPath;
import io.micrometer.observation.ObservationPredicate;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import reactor.netty.http.client.HttpClient;

/** A service is ready when it is warm. */
@AutoConfiguration
@ConditionalOnClass({HttpClient.class, HealthIndicator.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(WarmUpProperties.class)
public final class WarmUpAutoConfiguration {
  @Bean
  WarmUpPass ninesWarmUpPass() {
    return new WarmUpPass();
  }

  /** {@code /warmup}, the start-up probe's, is a path of the health endpoint (see defaults). */
  @Bean
  OpenPath ninesWarmUpProbeIsOpen() {
    return new OpenPath("/warmup");
  }

  /** They come last. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  OwnRequests ninesOwnRequests(
      WarmUpProperties properties, WarmUpPass pass, Environment environment) {
    return new OwnRequests(properties, pass, environment);
  }

  /** The health component {@code warmUp}: Spring Boot cuts the rest of the name off. */
  @Bean
  WarmUp warmUpHealthIndicator(
      WarmUpProperties properties, WarmUpPass pass, ObjectProvider<WarmUpTask> tasks) {
    return new WarmUp(properties.enabled() ? tasks.orderedStream().toList() : List.of(), pass);
  }

  @Bean
  ObservationPredicate ninesOwnRequestsAreNotObserved(WarmUpPass pass) {
    return (_, context) ->
        !(context instanceof ServerRequestObservationContext request
            && request.getCarrier() != null
            && pass.admits(request.getCarrier()));
  }
}
