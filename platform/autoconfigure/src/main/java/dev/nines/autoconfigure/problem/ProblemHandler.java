package dev.nines.autoconfigure.problem;

import dev.nines.autoconfigure.logs.RequestTrace;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers every error, wherever it arose, with its problem as {@code application/problem+json}. A
 * fault of ours is logged with its stack trace, a lack of something else by its cause.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ProblemHandler implements ErrorWebExceptionHandler {
  private static final Logger LOGGER = LoggerFactory.getLogger(ProblemHandler.class);

  private final JsonMapper json;
  private final List<ProblemTranslator> translators;

  ProblemHandler(JsonMapper json, List<ProblemTranslator> translators) {
    this.json = json;
    this.translators = List.copyOf(translators);
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    ServerHttpResponse response = exchange.getResponse();
    if (response.isCommitted()) {
      return Mono.error(error);
    }
    String path = exchange.getRequest().getPath().value();
    Optional<ErrorResponse> told = translated(error);
    Problem problem = told.map(e -> Problems.of(e, path)).orElseGet(() -> Problems.of(error, path));
    report(problem, error, exchange);
    byte[] body = json.writeValueAsBytes(problem);
    response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
    response
        .getHeaders()
        .putAll(told.map(ErrorResponse::getHeaders).orElseGet(() -> Problems.headers(error)));
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().setContentLength(body.length);
    DataBuffer buffer = response.bufferFactory().wrap(body);
    return response.writeWith(Mono.just(buffer));
  }

  private Optional<ErrorResponse> translated(Throwable error) {
    return translators.stream()
        .flatMap(translator -> translator.translate(error).stream())
        .findFirst();
  }

  private static void report(Problem problem, Throwable error, ServerWebExchange exchange) {
    if (problem.status() == 500) {
      RequestTrace.name(LOGGER.atError(), exchange)
          .setCause(error)
          .log("{} failed", problem.instance());
    } else if (problem.status() > 500) {
      RequestTrace.name(LOGGER.atWarn(), exchange)
          .log("{} answered {}: {}", problem.instance(), problem.status(), root(error));
    }
  }

  private static String root(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
