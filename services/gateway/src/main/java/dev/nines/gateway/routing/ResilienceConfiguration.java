package dev.nines.gateway.routing;

import dev.nines.gateway.routing.UpstreamProperties.Breaker;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedTimeLimiterMetrics;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.observation.ObservationPredicate;
import java.time.Duration;
import org.springframework.cloud.gateway.config.HttpClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ResponseStatusException;

/** Breakers, bulkheads and time limiters, one of each by upstream name, and their meters. */
@Configuration(proxyBeanMethods = false)
class ResilienceConfiguration {
  @Bean
  CircuitBreakerRegistry circuitBreakers(UpstreamProperties properties) {
    Breaker breaker = properties.breaker();
    return CircuitBreakerRegistry.of(
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.TIME_BASED)
            .slidingWindowSize((int) Math.max(1, breaker.window().toSeconds()))
            .minimumNumberOfCalls(breaker.minimumCalls())
            .failureRateThreshold(breaker.failurePercent())
            .slowCallDurationThreshold(breaker.slow())
            .slowCallRateThreshold(breaker.slowPercent())
            .waitDurationInOpenState(breaker.pause())
            .permittedNumberOfCallsInHalfOpenState(breaker.trialCalls())
            .recordResult(ResilienceConfiguration::isServersFault)
            .ignoreException(ResilienceConfiguration::isClientsFault)
            .writableStackTraceEnabled(false)
            .build());
  }

  @Bean
  TimeLimiterRegistry timeLimiters(UpstreamProperties properties) {
    return TimeLimiterRegistry.of(
        TimeLimiterConfig.custom().timeoutDuration(properties.timeout()).build());
  }

  /** Nobody waits for a place: the time is better spent by asking again. */
  @Bean
  BulkheadRegistry bulkheads(UpstreamProperties properties) {
    return BulkheadRegistry.of(
        BulkheadConfig.custom()
            .maxConcurrentCalls(properties.concurrency())
            .maxWaitDuration(Duration.ZERO)
            .writableStackTraceEnabled(false)
            .build());
  }

  @Bean
  MeterBinder bulkheadMeters(BulkheadRegistry bulkheads) {
    return TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads);
  }

  @Bean
  MeterBinder circuitBreakerMeters(CircuitBreakerRegistry breakers) {
    return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers);
  }

  @Bean
  MeterBinder timeLimiterMeters(TimeLimiterRegistry limiters) {
    return TaggedTimeLimiterMetrics.ofTimeLimiterRegistry(limiters);
  }

  /**
   * Reactor Netty repeats a request once, of any method, when its connection was reset; an order
   * must not be placed twice. And a body that stops half-way is given up, later than a missing
   * answer, which is the time limiter's; an event stream may be silent for longer. {@code
   * gateway_connections_opened_total}, next to the requests, says how often one is reused: the
   * pool's own meters tell only how many there are.
   */
  @Bean
  HttpClientCustomizer httpClient(UpstreamProperties properties, MeterRegistry meters) {
    Counter opened =
        Counter.builder("gateway.connections.opened")
            .description("Connections to the services behind that were not taken from the pool")
            .register(meters);
    return client ->
        client
            .disableRetry(true)
            .responseTimeout(properties.timeout().multipliedBy(2))
            .doOnRequest((request, _) -> {
              if (request.uri().startsWith(EventStreamFilter.UPSTREAM_PATH)) {
                request.responseTimeout(properties.silence());
              }
            })
            .doOnChannelInit((_, _, _) -> opened.increment());
  }

  /** A stream lasts as long as its reader likes: as a request it would be one of hours. */
  @Bean
  ObservationPredicate streamsAreNoRequests() {
    return (_, context) ->
        !(context instanceof ServerRequestObservationContext request
            && request.getCarrier() != null
            && request.getCarrier().getPath().value().equals(EventStreamFilter.PATH));
  }

  private static boolean isServersFault(Object status) {
    return status instanceof HttpStatusCode code && code.is5xxServerError();
  }

  private static boolean isClientsFault(Throwable error) {
    return error instanceof ResponseStatusException e && e.getStatusCode().is4xxClientError();
  }
}
