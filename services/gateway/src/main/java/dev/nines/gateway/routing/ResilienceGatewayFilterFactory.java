package dev.nines.gateway.routing;

import dev.nines.autoconfigure.deadline.Deadline;
import dev.nines.autoconfigure.deadline.Timer;
import dev.nines.autoconfigure.overload.OverloadFilter;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * {@code Resilience=order}: asks the upstream {@code order} through its bulkhead and its circuit
 * breaker, for no longer than the time limit, and tells it how much of that is left.
 *
 * <p>A call ends when the response's headers are there; Spring Cloud Gateway writes the body
 * outside its route filters. A 5xx of the upstream counts as a failure and passes through
 * unchanged. One that it sheds is none: to leave a full service alone altogether would turn some
 * errors into all.
 */
@Component
class ResilienceGatewayFilterFactory
    extends AbstractGatewayFilterFactory<ResilienceGatewayFilterFactory.Config> {
  private final CircuitBreakerRegistry breakers;
  private final BulkheadRegistry bulkheads;
  private final TimeLimiterRegistry limiters;

  ResilienceGatewayFilterFactory(
      CircuitBreakerRegistry breakers, BulkheadRegistry bulkheads, TimeLimiterRegistry limiters) {
    super(Config.class);
    this.breakers = breakers;
    this.bulkheads = bulkheads;
    this.limiters = limiters;
  }

  @Override
  public List<String> shortcutFieldOrder() {
    return List.of("upstream");
  }

  @Override
  public GatewayFilter apply(Config config) {
    CircuitBreaker breaker = breakers.circuitBreaker(config.upstream);
    Bulkhead bulkhead = bulkheads.bulkhead(config.upstream);
    TimeLimiter limiter = limiters.timeLimiter(config.upstream);
    return (exchange, chain) -> {
      Upload upload = new Upload(told(exchange));
      return ask(exchange.mutate().request(upload).build(), chain)
          .then(Mono.fromSupplier(() -> outcome(exchange.getResponse())))
          .transformDeferred(call -> within(limiter, call))
          .transformDeferred(call -> CallSpan.of(exchange, call))
          .onErrorMap(upload::blame)
          // The breaker's timer names the trace.
          .transform(RequestScope::restore)
          .transformDeferred(CircuitBreakerOperator.of(breaker))
          .transformDeferred(BulkheadOperator.of(bulkhead))
          .then();
    };
  }

  /** As Resilience4j's own operator, whose timer is a thread besides that each call would wake. */
  private static <T> Mono<T> within(TimeLimiter limiter, Mono<T> call) {
    return call.timeout(limiter.getTimeLimiterConfig().getTimeoutDuration(), Timer.current())
        .doOnSuccess(_ -> limiter.onSuccess())
        .doOnError(limiter::onError);
  }

  /**
   * The limiter gives each attempt the whole time. The first one has it; another gets what is left
   * of the request's.
   */
  private static Mono<Void> ask(ServerWebExchange exchange, GatewayFilterChain chain) {
    @Nullable Deadline deadline = Deadline.of(exchange);
    boolean again = exchange.getAttribute(RetryGatewayFilterFactory.RETRY_ITERATION_KEY) != null;
    Mono<Void> answer = chain.filter(exchange);
    return deadline != null && again
        ? answer.timeout(deadline.remaining(), Timer.current())
        : answer;
  }

  private static ServerHttpRequest told(ServerWebExchange exchange) {
    @Nullable Deadline deadline = Deadline.of(exchange);
    ServerHttpRequest request = exchange.getRequest();
    return deadline == null
        ? request
        : request.mutate().header(Deadline.HEADER, deadline.header()).build();
  }

  private static HttpStatusCode outcome(ServerHttpResponse response) {
    @Nullable HttpStatusCode status = response.getStatusCode();
    boolean shed = response.getHeaders().getFirst(OverloadFilter.HEADER) != null;
    return status == null || shed ? HttpStatus.OK : status;
  }

  /** The filter's argument; Spring Cloud Gateway binds it by its setter. */
  static class Config {
    private String upstream = "";

    void setUpstream(String upstream) {
      this.upstream = upstream;
    }
  }
}
