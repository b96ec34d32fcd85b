package dev.nines.autoconfigure.faults;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Fails the requests that an error fault hits, after they were matched to a handler (so the route
 * and its metrics are right) and in place of calling it. The error arises inside the dispatcher:
 * the service's own {@code @ExceptionHandler}s see it like one of the handler's.
 */
final class ErrorHandlerMapping implements HandlerMapping, Ordered {
  private final FaultSwitch faults;
  private final FaultTargets targets;
  private final ObjectProvider<HandlerMapping> mappings;

  ErrorHandlerMapping(
      FaultSwitch faults, FaultTargets targets, ObjectProvider<HandlerMapping> mappings) {
    this.faults = faults;
    this.targets = targets;
    this.mappings = mappings;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public Mono<Object> getHandler(ServerWebExchange exchange) {
    if (!faults.hits(faults.state().errors()) || !targets.contains(exchange)) {
      return Mono.empty();
    }
    List<HandlerMapping> others =
        mappings.orderedStream().filter(mapping -> mapping != this).toList();
    return Flux.fromIterable(others)
        .concatMap(mapping -> mapping.getHandler(exchange))
        .next()
        .flatMap(_ -> Mono.error(new InjectedFaultException()));
  }
}
