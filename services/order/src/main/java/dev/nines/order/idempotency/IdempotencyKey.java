package dev.nines.order.idempotency;

import java.security.Principal;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The name that a client gives to one request, to be sent again with each repetition of it.
 *
 * <p>draft-ietf-httpapi-idempotency-key-header has it as a quoted string, while most clients send
 * it bare. It is opaque here: quotes, if any, belong to it.
 *
 * @param client who gave it: the authenticated principal's name, or empty where nobody is
 *     authenticated. Two clients' same keys are two keys
 * @param value 1 to 255 visible ASCII characters
 */
public record IdempotencyKey(String client, String value) {
  /** The request header. */
  public static final String HEADER = "Idempotency-Key";

  /** The response header that marks a repeated answer, with the value {@code true}. */
  public static final String REPLAYED = "Idempotency-Replayed";

  private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{1,255}");

  /** Refuses what {@link #value} may not be. */
  public IdempotencyKey {
    if (!VALID.matcher(value).matches()) {
      throw new InvalidIdempotencyKeyException();
    }
  }

  /**
   * The request's key, or empty if it has none; fails with 400 if it is invalid or one of several.
   */
  public static Mono<IdempotencyKey> of(ServerWebExchange exchange) {
    List<String> values = exchange.getRequest().getHeaders().getOrEmpty(HEADER);
    if (values.isEmpty()) {
      return Mono.empty();
    }
    if (values.size() > 1) {
      return Mono.error(new InvalidIdempotencyKeyException());
    }
    return exchange
        .getPrincipal()
        .map(Principal::getName)
        .defaultIfEmpty("")
        .map(client -> new IdempotencyKey(client, values.getFirst()));
  }
}
