package dev.nines.autoconfigure.answers;

import java.util.Map;
import java.util.function.Supplier;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.Encoder;
import org.springframework.core.codec.Hints;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * How bodies of one kind become bytes.
 *
 * @param type as which they are encoded: what the handler declares
 * @param hints for the encoder, such as the handler's {@code @JsonView}
 */
record Encoding(
    Encoder<Object> encoder, ResolvableType type, MediaType contentType, Map<String, Object> hints)
    implements Way {
  /**
   * Answers with a value, or with the one that a {@link Mono} has, or with nothing if it has none.
   */
  @Override
  public Mono<Void> write(Object body, ServerWebExchange exchange, Supplier<Mono<Void>> asSpring) {
    ServerHttpResponse response = exchange.getResponse();
    response.getHeaders().setContentType(contentType);
    Map<String, Object> all = Hints.merge(hints, Hints.LOG_PREFIX_HINT, exchange.getLogPrefix());
    // Not before it is asked for, else nobody would release what it is encoded into.
    return response.writeWith(
        body instanceof Mono<?> later
            ? later.map(value -> encode(value, response, all)).switchIfEmpty(nothing(response))
            : Mono.fromCallable(() -> encode(body, response, all)));
  }

  private DataBuffer encode(Object value, ServerHttpResponse response, Map<String, Object> all) {
    DataBuffer bytes = encoder.encodeValue(value, response.bufferFactory(), type, contentType, all);
    response.getHeaders().setContentLength(bytes.readableByteCount());
    return bytes;
  }

  private static Mono<DataBuffer> nothing(ServerHttpResponse response) {
    return Mono.defer(() -> {
      HttpHeaders headers = response.getHeaders();
      headers.remove(HttpHeaders.CONTENT_TYPE);
      headers.setContentLength(0);
      return response.setComplete().then(Mono.empty());
    });
  }
}
