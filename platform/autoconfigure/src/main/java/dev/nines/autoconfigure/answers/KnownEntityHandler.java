package dev.nines.autoconfigure.answers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.ErrorResponse;
import org.springframework.web.reactive.result.method.annotation.ResponseEntityResultHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Spring's, which looks only once for how to write bodies that are alike. */
final class KnownEntityHandler extends ResponseEntityResultHandler {
  private final Encodings encodings = new Encodings(this, this::selectMediaType);

  KnownEntityHandler(
      ResponseEntityResultHandler spring, List<ErrorResponse.Interceptor> interceptors) {
    super(
        spring.getMessageWriters(),
        spring.getContentTypeResolver(),
        spring.getAdapterRegistry(),
        interceptors);
    setOrder(spring.getOrder());
  }

  @Override
  protected Mono<Void> writeBody(
      @Nullable Object body,
      MethodParameter declared,
      @Nullable MethodParameter returned,
      ServerWebExchange exchange) {
    return encodings.write(
        body,
        declared,
        returned,
        exchange,
        () -> super.writeBody(body, declared, returned, exchange));
  }
}
