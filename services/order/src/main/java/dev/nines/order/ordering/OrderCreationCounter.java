package dev.nines.order.ordering;

import dev.nines.autoconfigure.warmup.WarmUpPass;
import dev.nines.order.idempotency.IdempotencyKey;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Counts each {@code POST /orders} once, as {@code order_creation_total{status}}, by the status
 * that the client is about to get: {@code success}, {@code rejected} (4xx: its own mistake) or
 * {@code failed} (everything else).
 *
 * <p>An answer repeated for an {@code Idempotency-Key} is no second creation: it counts as {@code
 * order_creation_replays_total} and nowhere else, so a client that repeats much neither waters a
 * budget down nor burns it. A key that is in flight or stands for another request is a 4xx like
 * others.
 *
 * <p>The status is read when the response is committed, which all paths share: the handler's
 * answer, a body that cannot be read, an error rendered outside the filters. A client that goes
 * away before that is counted too: {@code rejected} if it had not sent its whole body, otherwise
 * {@code failed}, since impatience with us cannot be told from a change of mind.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OrderCreationCounter implements WebFilter {
  private final Counter success;
  private final Counter failed;
  private final Counter rejected;
  private final Counter replayed;
  private final WarmUpPass pass;

  OrderCreationCounter(MeterRegistry registry, WarmUpPass pass) {
    this.pass = pass;
    this.success = counter("success", registry);
    this.failed = counter("failed", registry);
    this.rejected = counter("rejected", registry);
    this.replayed =
        Counter.builder("order.creation.replays")
            .description("Answers repeated for an Idempotency-Key")
            .register(registry);
  }

  private static Counter counter(String status, MeterRegistry registry) {
    return Counter.builder("order.creation")
        .description("Attempts to place an order, by how they ended")
        .tag("status", status)
        .register(registry);
  }

  /** The chain asks for it with each request. */
  @Override
  public String toString() {
    return "OrderCreationCounter";
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    if (!request.getMethod().equals(HttpMethod.POST)
        || !request.getPath().value().equals("/orders")
        || pass.admits(request)) {
      return chain.filter(exchange);
    }
    Attempt attempt = new Attempt();
    exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> attempt.answer(exchange)));
    ServerWebExchange watched = exchange.mutate().request(attempt.watch(request)).build();
    return chain.filter(watched).doOnCancel(attempt::abandon);
  }

  /** One request, counted by whichever comes first. */
  private final class Attempt {
    private final AtomicBoolean counted = new AtomicBoolean();
    private volatile boolean received;

    ServerHttpRequest watch(ServerHttpRequest request) {
      return new ServerHttpRequestDecorator(request) {
        @Override
        public Flux<DataBuffer> getBody() {
          return super.getBody().doOnComplete(() -> received = true);
        }
      };
    }

    void answer(ServerWebExchange exchange) {
      ServerHttpResponse response = exchange.getResponse();
      boolean again = response.getHeaders().containsHeader(IdempotencyKey.REPLAYED);
      count(again ? replayed : byStatus(response.getStatusCode()));
    }

    void abandon() {
      count(received ? failed : rejected);
    }

    private Counter byStatus(@Nullable HttpStatusCode status) {
      if (status == null || status.is2xxSuccessful()) {
        return success;
      }
      return status.is4xxClientError() ? rejected : failed;
    }

    private void count(Counter counter) {
      if (counted.compareAndSet(false, true)) {
        counter.increment();
      }
    }
  }
}
