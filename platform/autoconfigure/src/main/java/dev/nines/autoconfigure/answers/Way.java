package dev.nines.autoconfigure.answers;

import java.util.function.Supplier;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What is known of how to write bodies of one kind. */
sealed interface Way permits Encoding, Way.Unknown {
  /** Writes one of them. */
  Mono<Void> write(Object body, ServerWebExchange exchange, Supplier<Mono<Void>> asSpring);

  /** That Spring must find out each time. */
  record Unknown() implements Way {
    @Override
    public Mono<Void> write(
        Object body, ServerWebExchange exchange, Supplier<Mono<Void>> asSpring) {
      return asSpring.get();
    }
  }
}
