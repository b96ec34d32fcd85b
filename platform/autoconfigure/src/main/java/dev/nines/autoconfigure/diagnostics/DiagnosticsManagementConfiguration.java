package dev.nines.autoconfigure.diagnostics;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;

/**
 * Guards the management server where it has a port of its own, and shows there what Spring Boot
 * does not: the heap's histogram and recordings.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(DiagnosticsProperties.class)
public final class DiagnosticsManagementConfiguration {
  /** What probes and scrapes need. */
  private static final List<String> OPEN = List.of("/health/**", "/info", "/prometheus");

  @Bean
  DiagnosticsFilter ninesDiagnosticsFilter(
      DiagnosticsProperties properties,
      WebEndpointProperties endpoints,
      ObjectProvider<OpenPath> openPaths,
      ObjectProvider<Tokens> tokens) {
    List<String> open =
        new ArrayList<>(OPEN.stream().map(path -> endpoints.getBasePath() + path).toList());
    openPaths.stream().map(OpenPath::pattern).forEach(open::add);
    return new DiagnosticsFilter(
        open, new Callers(properties.networks()), properties.scope(), tokens.getIfAvailable());
  }

  @Bean
  HeapHistogramEndpoint ninesHeapHistogramEndpoint() {
    return new HeapHistogramEndpoint();
  }

  @Bean
  RecordingEndpoint ninesRecordingEndpoint(DiagnosticsProperties properties) {
    return new RecordingEndpoint(properties.recording());
  }

  /** Where the service takes tokens. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ReactiveJwtDecoder.class)
  static class WithTokens {
    @Bean
    @ConditionalOnBean(ReactiveJwtDecoder.class)
    Tokens ninesDiagnosticsTokens(ReactiveJwtDecoder decoder, DiagnosticsProperties properties) {
      return new JwtTokens(decoder, properties, Clock.systemUTC());
    }
  }
}
