package ${package};

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webflux.error.ErrorWebExceptionHandler;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers every error, wherever it arose, with its problem as {@code application/problem+json}. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemHandler implements ErrorWebExceptionHandler {
  private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

  private final JsonMapper json;

  ProblemHandler(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
    ServerHttpResponse response = exchange.getResponse();
    if (response.isCommitted()) {
      return Mono.error(error);
    }
    Problem problem = problem(error, exchange.getRequest().getPath().value());
    if (problem.status() >= 500) {
      log.error("{} answered {}", problem.instance(), problem.status(), error);
    }
    byte[] body = json.writeValueAsBytes(problem);
    response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
    if (error instanceof ErrorResponse known) {
      response.getHeaders().putAll(known.getHeaders());
    }
    response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
    response.getHeaders().setContentLength(body.length);
    return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
  }

  private static Problem problem(Throwable error, String instance) {
    List<Problem.InvalidField> fields =
        error instanceof WebExchangeBindException invalid ? fields(invalid) : List.of();
    HttpStatusCode code =
        error instanceof ErrorResponse known
            ? known.getStatusCode()
            : HttpStatus.INTERNAL_SERVER_ERROR;
    @Nullable HttpStatus status = HttpStatus.resolve(code.value());
    String title = status == null ? "Status " + code.value() : status.getReasonPhrase();
    return new Problem(title, code.value(), detail(error), instance, fields);
  }

  /** Names nothing of our insides. */
  private static String detail(Throwable error) {
    return switch (error) {
      case WebExchangeBindException _ -> "Some fields are invalid.";
      case ServerWebInputException _ -> "The body or a parameter cannot be read.";
      case ErrorResponse known when known.getBody().getDetail() != null ->
          known.getBody().getDetail();
      case ErrorResponse _ -> "The request cannot be answered.";
      default -> "Something went wrong on our side. Try again.";
    };
  }

  private static List<Problem.InvalidField> fields(WebExchangeBindException invalid) {
    return invalid.getFieldErrors().stream()
        .map(e -> new Problem.InvalidField(e.getField(), String.valueOf(e.getDefaultMessage())))
        .sorted(Comparator.comparing(Problem.InvalidField::field))
        .toList();
  }
}
