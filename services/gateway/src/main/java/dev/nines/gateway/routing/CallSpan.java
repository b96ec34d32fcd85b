package dev.nines.gateway.routing;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Ends the span of a call to an upstream in any case. Spring Cloud Gateway begins one for each
 * attempt and ends it with the answer's head only, or for an error that no other handler has
 * answered: not when time is up, the client goes away, or another attempt follows. The upstream's
 * spans would have a parent that never comes.
 */
final class CallSpan {
  // As ObservedResponseHttpHeadersFilter has it, where it ends one.
  private static final String ENDED = "gateway.observation.stopped";

  private CallSpan() {}

  /** One attempt. */
  static <T> Mono<T> of(ServerWebExchange exchange, Mono<T> call) {
    return Mono.defer(() -> {
      exchange.getAttributes().remove(ENDED);
      exchange.getAttributes().remove(ServerWebExchangeUtils.GATEWAY_OBSERVATION_ATTR);
      return call.doOnError(error -> end(exchange, error)).doOnCancel(() -> end(exchange, null));
    });
  }

  private static void end(ServerWebExchange exchange, @Nullable Throwable error) {
    @Nullable Observation call =
        exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_OBSERVATION_ATTR);
    if (call != null && exchange.getAttributes().putIfAbsent(ENDED, "true") == null) {
      if (error != null) {
        call.error(error);
      }
      call.stop();
    }
  }
}
