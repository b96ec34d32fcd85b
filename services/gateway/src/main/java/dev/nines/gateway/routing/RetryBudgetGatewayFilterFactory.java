package dev.nines.gateway.routing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory;
import org.springframework.cloud.gateway.support.HasRouteId;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * {@code RetryBudget}, right after {@code Retry}: lets attempts beyond the first through while the
 * route's {@link RetryBudget} lasts, and counts them as {@code gateway_retries_total{route}}, those
 * it stops as {@code gateway_retries_refused_total{route}}, from 0 on. Spring Cloud Gateway's
 * filter has neither a budget nor a meter.
 */
@Component
class RetryBudgetGatewayFilterFactory
    extends AbstractGatewayFilterFactory<RetryBudgetGatewayFilterFactory.Config> {
  private final MeterRegistry meters;
  private final UpstreamProperties properties;

  RetryBudgetGatewayFilterFactory(MeterRegistry meters, UpstreamProperties properties) {
    super(Config.class);
    this.meters = meters;
    this.properties = properties;
  }

  @Override
  public GatewayFilter apply(Config config) {
    RetryBudget budget = new RetryBudget(properties.retry());
    Counter retries =
        counter("gateway.retries", "Attempts beyond the first to get an answer", config);
    Counter refused =
        counter(
            "gateway.retries.refused", "Attempts that the retry budget had no room for", config);
    return (exchange, chain) -> {
      // Absent in the first attempt, and left behind by each that has failed.
      if (exchange.getAttribute(RetryGatewayFilterFactory.RETRY_ITERATION_KEY) == null) {
        budget.request();
      } else if (budget.retry()) {
        retries.increment();
      } else {
        refused.increment();
        return Mono.error(new RetriesSpentException());
      }
      return chain.filter(exchange);
    };
  }

  private Counter counter(String name, String description, Config config) {
    return Counter.builder(name)
        .tag("route", config.routeId)
        .description(description)
        .register(meters);
  }

  /** Takes no argument; Spring Cloud Gateway tells it the route. */
  static class Config implements HasRouteId {
    private String routeId = "";

    @Override
    public void setRouteId(String routeId) {
      this.routeId = routeId;
    }

    @Override
    public String getRouteId() {
      return routeId;
    }
  }
}
