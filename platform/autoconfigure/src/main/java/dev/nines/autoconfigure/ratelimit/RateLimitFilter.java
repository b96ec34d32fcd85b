package dev.nines.autoconfigure.ratelimit;

import dev.nines.autoconfigure.refusal.Refusal;
import io.github.bucket4j.ConsumptionProbe;
import io.micrometer.core.instrument.Counter;
import java.security.Principal;
import java.util.concurrent.TimeUnit;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers 429 to a client beyond its allowance, and tells every client what is left of it, in the
 * header fields of draft-ietf-httpapi-ratelimit-headers-10. A client is who it has logged in as,
 * else its address.
 */
final class RateLimitFilter implements WebFilter, Ordered {
  private static final Refusal REFUSAL =
      Refusal.of(HttpStatus.TOO_MANY_REQUESTS, "This client has made too many requests.");

  private final ClientBuckets buckets;
  private final ClientAddress addresses;
  private final String policy;
  private final Counter rejected;

  RateLimitFilter(RateLimitProperties properties, ClientBuckets buckets, Counter rejected) {
    this.buckets = buckets;
    this.addresses = new ClientAddress(properties.trustedProxies());
    this.policy =
        "\"default\";q=%d;w=%d"
            .formatted(properties.requests(), Math.max(1, properties.period().toSeconds()));
    this.rejected = rejected;
  }

  /** Behind Spring Security's filters, at -100, which say who it is. */
  @Override
  public int getOrder() {
    return -90;
  }

  /** The chain asks for it with each request. */
  @Override
  public String toString() {
    return "RateLimitFilter";
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return exchange
        .getPrincipal()
        .map(RateLimitFilter::key)
        .switchIfEmpty(Mono.fromSupplier(() -> "address " + addresses.of(exchange.getRequest())))
        .flatMap(client -> filter(exchange, chain, buckets.take(client)));
  }

  private static String key(Principal principal) {
    return "principal " + principal.getName();
  }

  private Mono<Void> filter(
      ServerWebExchange exchange, WebFilterChain chain, ConsumptionProbe probe) {
    HttpHeaders headers = exchange.getResponse().getHeaders();
    headers.set("RateLimit-Policy", policy);
    headers.set(
        "RateLimit",
        "\"default\";r="
            + probe.getRemainingTokens()
            + ";t="
            + seconds(
                probe.isConsumed()
                    ? probe.getNanosToWaitForReset()
                    : probe.getNanosToWaitForRefill()));
    if (probe.isConsumed()) {
      return chain.filter(exchange);
    }
    rejected.increment();
    headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(probe.getNanosToWaitForRefill())));
    return REFUSAL.write(exchange.getResponse());
  }

  /** Rounded up: who comes back a moment too early is refused again. */
  private static long seconds(long nanos) {
    return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1));
  }
}
