package dev.nines.bench.webflux;

import static net.logstash.logback.argument.StructuredArguments.kv;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** A line for each request, with its trace. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AccessLog implements WebFilter {
  private static final Logger LOG = LoggerFactory.getLogger("access");
  private static final double NANOS_PER_MILLI = 1e6;

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    long began = System.nanoTime();
    return chain.filter(exchange).doFinally(_ -> log(exchange, System.nanoTime() - began));
  }

  private static void log(ServerWebExchange exchange, long nanos) {
    HttpStatusCode status = exchange.getResponse().getStatusCode();
    LOG.info(
        "{} {} {}",
        kv("method", exchange.getRequest().getMethod().name()),
        kv("path", exchange.getRequest().getPath().value()),
        kv("status", status == null ? 0 : status.value()),
        kv("duration_ms", nanos / NANOS_PER_MILLI));
  }
}
