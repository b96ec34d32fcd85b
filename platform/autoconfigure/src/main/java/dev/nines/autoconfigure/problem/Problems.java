package dev.nines.autoconfigure.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.util.DisconnectedClientHelper;

/** The problem that an exception is to the client. */
final class Problems {
  private static final String OURS = "Something went wrong on our side. Try again.";

  private Problems() {}

  static Problem of(Throwable error, String instance) {
    return switch (error) {
      case WebExchangeBindException e -> badRequest(InvalidInput.of(e), instance);
      case HandlerMethodValidationException e -> badRequest(InvalidInput.of(e), instance);
      case ServerWebInputException e -> badRequest(UnreadableInput.of(e), instance);
      case ErrorResponse e -> of(e, instance);
      case Throwable e when DisconnectedClientHelper.isClientDisconnectedException(e) ->
          problem(HttpStatus.BAD_REQUEST, "The request ended before its body did.", instance);
      default -> problem(HttpStatus.INTERNAL_SERVER_ERROR, OURS, instance);
    };
  }

  static Problem of(ErrorResponse error, String instance) {
    return problem(error.getStatusCode(), detail(error), instance);
  }

  /** What else the answer must carry, such as {@code Allow} or {@code Retry-After}. */
  static HttpHeaders headers(Throwable error) {
    return error instanceof ErrorResponse response ? response.getHeaders() : HttpHeaders.EMPTY;
  }

  private static Problem badRequest(InvalidInput input, String instance) {
    return new Problem(
        HttpStatus.BAD_REQUEST.getReasonPhrase(),
        HttpStatus.BAD_REQUEST.value(),
        input.detail(),
        instance,
        input.fields());
  }

  private static Problem problem(HttpStatusCode code, String detail, String instance) {
    @Nullable HttpStatus status = HttpStatus.resolve(code.value());
    String title = status == null ? "Status " + code.value() : status.getReasonPhrase();
    return new Problem(title, code.value(), detail, instance, List.of());
  }

  private static String detail(ErrorResponse e) {
    @Nullable String detail = e.getBody().getDetail();
    return switch (e.getStatusCode().value()) {
      // Spring's own detail says where it looked.
      case 404 ->
          detail == null || e instanceof NoResourceFoundException
              ? "There is nothing here."
              : detail;
      case 413 -> "The body is too large.";
      case 500 -> OURS;
      default -> detail == null ? "The request cannot be answered." : detail;
    };
  }
}
