package dev.nines.autoconfigure.deadline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/** Tells a callee how long the request at hand has, and waits for its answer no longer. */
final class DeadlineClientFilter implements ExchangeFilterFunction {
  @Override
  public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
    return Mono.deferContextual(context -> {
      @Nullable Deadline deadline = Deadline.of(context);
      return deadline == null ? next.exchange(request) : call(request, next, deadline);
    });
  }

  private static Mono<ClientResponse> call(
      ClientRequest request, ExchangeFunction next, Deadline deadline) {
    Duration left = deadline.remaining();
    if (left.toMillis() == 0) {
      return late();
    }
    ClientRequest told =
        ClientRequest.from(request)
            .headers(headers -> headers.set(Deadline.HEADER, deadline.header()))
            .build();
    return next.exchange(told)
        .timeout(left, Mono.defer(DeadlineClientFilter::late), Timer.current());
  }

  private static Mono<ClientResponse> late() {
    return Mono.error(new DeadlineExceededException());
  }
}
