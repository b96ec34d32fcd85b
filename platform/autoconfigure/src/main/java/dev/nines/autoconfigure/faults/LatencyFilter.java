package dev.nines.autoconfigure.faults;

import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Delays the requests that a latency fault hits, inside of all other filters. */
final class LatencyFilter implements WebFilter, Ordered {
  private final FaultSwitch faults;
  private final FaultTargets targets;

  LatencyFilter(FaultSwitch faults, FaultTargets targets) {
    this.faults = faults;
    this.targets = targets;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  /** The chain asks for it with each request. */
  @Override
  public String toString() {
    return "LatencyFilter";
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    Fault.Latency latency = faults.state().latency();
    if (faults.hits(latency) && targets.contains(exchange)) {
      return Mono.delay(latency.delay()).then(chain.filter(exchange));
    }
    return chain.filter(exchange);
  }
}
