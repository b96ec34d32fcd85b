package dev.nines.gateway.problem;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers every error that arises in the gateway as {@code application/problem+json}. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemHandler implements ErrorWebExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  private final JsonMapper json;
  private final Duration pause;

  ProblemHandler(JsonMapper json, @Value("${gateway.upstream.breaker.pause:5s}") Duration pause) {
    this.json = json;
    this.pause = pause;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    ServerHttpResponse response = exchange.getResponse();
    if (response.isCommitted()) {
      return Mono.error(error);
    }
    Failure failure = Failure.of(error, pause);
    Problem problem = failure.problem(exchange.getRequest().getPath().value());
    report(problem, error);
    byte[] body = json.writeValueAsBytes(problem);
    response.setStatusCode(failure.status());
    response.getHeaders().putAll(failure.headers());
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().setContentLength(body.length);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }

  private static void report(Problem problem, Throwable error) {
    if (problem.status() == 500) {
      log.error("{} failed", problem.instance(), error);
    } else if (problem.status() > 500) {
      log.warn("{} answered {}: {}", problem.instance(), problem.status(), error.toString());
    }
  }
}
