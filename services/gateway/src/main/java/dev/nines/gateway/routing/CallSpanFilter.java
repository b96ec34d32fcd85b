package dev.nines.gateway.routing;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.cloud.gateway.filter.headers.observation.ObservedRequestHttpHeadersFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.util.context.ContextView;

/**
 * Begins the span of a call in the scope of the request's, whose baggage is handed on with it: the
 * thread is in no scope there, since Reactor's contexts are not restored at each operator (see
 * application.yaml).
 */
@Component
@ConditionalOnProperty(
    name = "spring.cloud.gateway.server.webflux.observability.enabled",
    matchIfMissing = true)
class CallSpanFilter extends ObservedRequestHttpHeadersFilter {
  CallSpanFilter(ObservationRegistry observations) {
    super(observations);
  }

  @Override
  public HttpHeaders filter(HttpHeaders headers, ServerWebExchange exchange) {
    @Nullable Observation request = request(exchange);
    return request == null
        ? super.filter(headers, exchange)
        : request.scoped(() -> super.filter(headers, exchange));
  }

  private static @Nullable Observation request(ServerWebExchange exchange) {
    @Nullable ContextView context =
        exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_REACTOR_CONTEXT_ATTR);
    return context == null ? null : RequestScope.of(context);
  }
}
