package dev.nines.gateway.propagation;

import io.opentelemetry.context.propagation.ContextPropagators;
import java.util.List;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Takes the context that a request came with out of the request that is handed on, which gets the
 * gateway's own: in the formats that are produced. One in another format would tell the service
 * behind that the client had called it.
 */
@Component
final class StaleContextFilter implements HttpHeadersFilter, Ordered {
  private final List<String> fields;

  StaleContextFilter(ContextPropagators propagators) {
    this.fields = List.copyOf(propagators.getTextMapPropagator().fields());
  }

  /** Before the filter that writes the gateway's own. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
    for (String field : fields) {
      if (input.containsHeader(field)) {
        return without(input);
      }
    }
    return input;
  }

  private HttpHeaders without(HttpHeaders input) {
    HttpHeaders headers = new HttpHeaders();
    headers.putAll(input);
    fields.forEach(headers::remove);
    return headers;
  }
}
