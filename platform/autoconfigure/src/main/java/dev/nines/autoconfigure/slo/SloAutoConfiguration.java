package dev.nines.autoconfigure.slo;

import dev.nines.autoconfigure.identity.IdentityAutoConfiguration;
import dev.nines.autoconfigure.identity.ServiceIdentity;
import dev.nines.autoconfigure.metrics.RequestConvention;
import dev.nines.slo.model.Slo;
import dev.nines.slo.openslo.OpenSloReader;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.reactive.observation.ServerRequestObservationConvention;

/** Makes a service's meters what its SLO files need, or tells why they cannot be. */
@AutoConfiguration(
    after = IdentityAutoConfiguration.class,
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({MeterRegistry.class, OpenSloReader.class, PrometheusNamingConvention.class})
@ConditionalOnBean(MeterRegistry.class)
@EnableConfigurationProperties(SloProperties.class)
public final class SloAutoConfiguration {
  private static final Logger LOGGER = LoggerFactory.getLogger(SloAutoConfiguration.class);

  @Bean
  ServiceSlos ninesServiceSlos(SloProperties properties, ServiceIdentity identity) {
    List<Slo> all = SloFiles.read(properties.location());
    List<Slo> own = all.stream().filter(slo -> slo.service().equals(identity.name())).toList();
    if (own.isEmpty() && !all.isEmpty()) {
      LOGGER.warn(
          "The SLO files promise nothing for '{}', only for {}: check spec.service and"
              + " spring.application.name",
          identity.name(),
          all.stream().map(Slo::service).distinct().toList());
    }
    return new ServiceSlos(own);
  }

  /** After the filters of {@code management.metrics.distribution.*}, whose bounds it keeps. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  SloBuckets ninesSloBuckets(ServiceSlos slos) {
    return new SloBuckets(slos);
  }

  @Bean
  SloMeters ninesSloMeters(
      ServiceSlos slos,
      MeterRegistry registry,
      SloProperties properties,
      ObjectProvider<ServerRequestObservationConvention> convention) {
    return new SloMeters(
        slos, registry, properties.lazyMetrics(), isOwn(convention.getIfAvailable()));
  }

  // Boot registers Spring's own convention as a bean wherever there is none, and ours names alike.
  private static boolean isOwn(@Nullable ServerRequestObservationConvention convention) {
    return convention != null
        && !(convention instanceof RequestConvention)
        && convention.getClass() != DefaultServerRequestObservationConvention.class;
  }
}
