package dev.nines.autoconfigure.capture;

import io.micrometer.observation.ObservationFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;

/** Captures the request headers that {@code nines.capture.headers} names; none unless told. */
@AutoConfiguration
@ConditionalOnClass({ObservationFilter.class, ServerRequestObservationContext.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(CaptureProperties.class)
public final class CaptureAutoConfiguration {
  @Bean
  CapturedHeaders ninesCapturedHeaders(CaptureProperties properties) {
    return new CapturedHeaders(properties.headers());
  }
}
