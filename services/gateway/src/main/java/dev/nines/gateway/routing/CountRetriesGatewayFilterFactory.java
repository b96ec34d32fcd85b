package dev.nines.gateway.routing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.cloud.gateway.filter.factory.RetryGatewayFilterFactory;
import org.springframework.cloud.gateway.support.HasRouteId;
import org.springframework.stereotype.Component;

/**
 * {@code CountRetries}, right after {@code Retry}: counts the attempts beyond the first as {@code
 * gateway_retries_total{route}}, from 0 on. Spring Cloud Gateway's filter has no meter of its own.
 */
@Component
class CountRetriesGatewayFilterFactory
    extends AbstractGatewayFilterFactory<CountRetriesGatewayFilterFactory.Config> {
  private final MeterRegistry meters;

  CountRetriesGatewayFilterFactory(MeterRegistry meters) {
    super(Config.class);
    this.meters = meters;
  }

  @Override
  public GatewayFilter apply(Config config) {
    Counter retries =
        Counter.builder("gateway.retries")
            .tag("route", config.routeId)
            .description("Attempts beyond the first to get an answer from the service behind")
            .register(meters);
    return (exchange, chain) -> {
      // Absent in the first attempt, and left behind by each that has failed.
      if (exchange.getAttribute(RetryGatewayFilterFactory.RETRY_ITERATION_KEY) != null) {
        retries.increment();
      }
      return chain.filter(exchange);
    };
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
