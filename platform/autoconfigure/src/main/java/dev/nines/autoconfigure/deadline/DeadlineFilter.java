package dev.nines.autoconfigure.deadline;

import dev.nines.autoconfigure.refusal.Refusal;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Reads how long a request's caller waits, refuses what is late already, and ends the work when the
 * time is over.
 */
final class DeadlineFilter implements WebFilter, Ordered {
  private static final Refusal REFUSAL =
      Refusal.of(HttpStatus.GATEWAY_TIMEOUT, DeadlineExceededException.MESSAGE);

  private final DeadlineProperties properties;
  private final Duration max;
  private final Counter exceeded;

  DeadlineFilter(DeadlineProperties properties, Counter exceeded) {
    this.properties = properties;
    this.max = properties.max();
    this.exceeded = exceeded;
  }

  /** Behind the overload filter, before whatever works. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 20;
  }

  /** The chain asks for it with each request. */
  @Override
  public String toString() {
    return "DeadlineFilter";
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    long millis = properties.accept() ? told(exchange) : Deadline.NONE;
    if (millis == Deadline.NONE) {
      return withoutHeader(exchange, chain, properties.timeout());
    }
    if (millis == 0) {
      return late(exchange);
    }
    Duration time = Duration.ofMillis(Math.min(millis, max.toMillis()));
    return within(exchange, chain, time)
        .timeout(time, Mono.defer(() -> late(exchange)), Timer.current());
  }

  private static long told(ServerWebExchange exchange) {
    return Deadline.millis(exchange.getRequest().getHeaders().getFirst(Deadline.HEADER));
  }

  private static Mono<Void> withoutHeader(
      ServerWebExchange exchange, WebFilterChain chain, @Nullable Duration timeout) {
    return timeout == null ? chain.filter(exchange) : within(exchange, chain, timeout);
  }

  private static Mono<Void> within(
      ServerWebExchange exchange, WebFilterChain chain, Duration time) {
    Deadline deadline = Deadline.in(time);
    deadline.attachTo(exchange);
    return chain.filter(exchange).contextWrite(context -> context.put(Deadline.class, deadline));
  }

  /** What has been begun can only be broken off. */
  private Mono<Void> late(ServerWebExchange exchange) {
    exceeded.increment();
    return exchange.getResponse().isCommitted()
        ? Mono.error(new DeadlineExceededException())
        : REFUSAL.write(exchange.getResponse());
  }
}
