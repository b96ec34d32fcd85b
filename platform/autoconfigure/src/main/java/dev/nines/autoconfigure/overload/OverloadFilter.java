package dev.nines.autoconfigure.overload;

import com.netflix.concurrency.limits.Limiter;
import dev.nines.autoconfigure.refusal.Refusal;
import io.micrometer.core.instrument.Counter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Answers 503 to requests beyond the limit, before anything is done for them. It stands inside the
 * request's observation: a request that is shed is an error that users see, and SLOs count it.
 */
public final class OverloadFilter implements WebFilter, Ordered {
  /**
   * Envoy's header on an answer that was refused for overload, by which a caller tells a service
   * that is full from one that is broken.
   */
  public static final String HEADER = "x-envoy-overloaded";

  private static final Refusal REFUSAL =
      Refusal.of(
          HttpStatus.SERVICE_UNAVAILABLE, "There are more requests than can be answered in time.");

  private final AdmissionLimiter limiter;
  private final Exemptions exemptions;
  private final Counter rejected;

  OverloadFilter(AdmissionLimiter limiter, Exemptions exemptions, Counter rejected) {
    this.limiter = limiter;
    this.exemptions = exemptions;
    this.rejected = rejected;
  }

  /** First, but for filters that only count. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 10;
  }

  /** The chain asks for it with each request. */
  @Override
  public String toString() {
    return "OverloadFilter";
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (exemptions.contain(exchange.getRequest().getPath().value())) {
      return chain.filter(exchange);
    }
    Limiter.@Nullable Listener place = limiter.acquire();
    if (place == null) {
      return shed(exchange);
    }
    @Nullable String accepted = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT);
    return accepted != null && accepted.contains(MediaType.TEXT_EVENT_STREAM_VALUE)
        ? stream(exchange, chain, place)
        : chain.filter(exchange).doFinally(signal -> giveBack(place, signal));
  }

  /**
   * An event stream lasts as long as its reader likes, and is idle nearly all of it: it gives its
   * place back when its answer begins. An answer of another kind keeps it to its end.
   */
  private static Mono<Void> stream(
      ServerWebExchange exchange, WebFilterChain chain, Limiter.Listener place) {
    ServerHttpResponse response = exchange.getResponse();
    AtomicBoolean held = new AtomicBoolean(true);
    response.beforeCommit(() -> {
      if (MediaType.TEXT_EVENT_STREAM.isCompatibleWith(response.getHeaders().getContentType())
          && held.getAndSet(false)) {
        place.onIgnore();
      }
      return Mono.empty();
    });
    return chain
        .filter(exchange)
        .doFinally(signal -> {
          if (held.getAndSet(false)) {
            giveBack(place, signal);
          }
        });
  }

  private Mono<Void> shed(ServerWebExchange exchange) {
    rejected.increment();
    HttpHeaders headers = exchange.getResponse().getHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, "1");
    headers.set(HEADER, "true");
    return REFUSAL.write(exchange.getResponse());
  }

  /** A client that went away tells nothing of how fast we are. */
  private static void giveBack(Limiter.Listener place, SignalType signal) {
    if (signal == SignalType.CANCEL) {
      place.onIgnore();
    } else {
      place.onSuccess();
    }
  }
}
