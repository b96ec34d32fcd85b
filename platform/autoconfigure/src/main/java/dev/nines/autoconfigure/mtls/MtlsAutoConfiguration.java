package dev.nines.autoconfigure.mtls;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Certificates on both sides, and a look at those of who connects. {@code Defaults} has the servers
 * use the bundle that is registered here; Spring Boot's servers take a renewed one over.
 */
@AutoConfiguration(
    afterName =
        "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({NettyReactiveWebServerFactory.class, MeterRegistry.class})
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnBooleanProperty("nines.mtls.enabled")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(MtlsProperties.class)
public final class MtlsAutoConfiguration {
  /** Name of the SSL bundle, which a service's clients may use as well. */
  public static final String BUNDLE = "nines-mtls";

  @Bean
  CertificateWatch ninesCertificateWatch(MtlsProperties properties) {
    return new CertificateWatch(
        Path.of(properties.folder().strip()), properties.check(), Clock.systemUTC());
  }

  @Bean
  Refusals ninesMtlsRefusals(MeterRegistry meters) {
    return new Refusals(meters, Clock.systemUTC());
  }

  /** The management server has its own, see {@link MtlsManagementConfiguration}. */
  @Bean
  WebServerFactoryCustomizer<NettyReactiveWebServerFactory> ninesPeerCheck(
      MtlsProperties properties, Refusals refusals) {
    return factory ->
        factory.addServerCustomizers(new PeerCheckCustomizer(properties::clients, refusals));
  }
}
