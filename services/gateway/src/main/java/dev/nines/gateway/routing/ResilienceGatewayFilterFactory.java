package dev.nines.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.timelimiter.TimeLimiterOperator;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * {@code Resilience=order}: asks the upstream {@code order} through its circuit breaker, and for no
 * longer than the time limit.
 *
 * <p>A call ends when the response's headers are there; Spring Cloud Gateway writes the body
 * outside its route filters. A 5xx of the upstream counts as a failure and passes through
 * unchanged.
 */
@Component
class ResilienceGatewayFilterFactory
    extends AbstractGatewayFilterFactory<ResilienceGatewayFilterFactory.Config> {
  private final CircuitBreakerRegistry breakers;
  private final TimeLimiterRegistry limiters;

  ResilienceGatewayFilterFactory(CircuitBreakerRegistry breakers, TimeLimiterRegistry limiters) {
    super(Config.class);
    this.breakers = breakers;
    this.limiters = limiters;
  }

  @Override
  public List<String> shortcutFieldOrder() {
    return List.of("upstream");
  }

  @Override
  public GatewayFilter apply(Config config) {
    CircuitBreaker breaker = breakers.circuitBreaker(config.upstream);
    TimeLimiter limiter = limiters.timeLimiter(config.upstream);
    return (exchange, chain) ->
        chain
            .filter(exchange)
            .then(Mono.fromSupplier(() -> orOk(exchange.getResponse().getStatusCode())))
            .transformDeferred(TimeLimiterOperator.of(limiter))
            .transformDeferred(CircuitBreakerOperator.of(breaker))
            .then();
  }

  private static HttpStatusCode orOk(@Nullable HttpStatusCode status) {
    return status == null ? HttpStatus.OK : status;
  }

  /** The filter's argument; Spring Cloud Gateway binds it by its setter. */
  static class Config {
    private String upstream = "";

    void setUpstream(String upstream) {
      this.upstream = upstream;
    }
  }
}
